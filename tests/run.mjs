// The test command: makes a bare machine ready, runs every gate in order, adds up what the runners counted.
// Plain JavaScript, because it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from '../server/boot/ensure-installed.mjs'
import { ensureBrowser } from './support/ensure-browser.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const out = join(root, 'test-results')
const long = process.argv.includes('--long')
const total = { passed: 0, failed: 0, skipped: 0 }
const skippedNames = []

/** Runs one command in the open; true where it ended well. */
function run(name, command, args, env = {}) {
  const began = Date.now()
  process.stdout.write(`\n── ${name}\n`)
  const ended = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } })
  process.stdout.write(`── ${name}: ${ended.status === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - began) / 1000)} s\n`)
  return ended.status === 0
}

/** A gate without a count of its own is one test. */
function gate(name, command, args, env) {
  if (run(name, command, args, env)) total.passed++
  else total.failed++
}

/** Adds a runner's JSON report; a report that is missing or empty is a failure, never a silent green. */
function addReport(file, read) {
  if (!existsSync(file)) {
    total.failed++
    return
  }
  const { passed, failed, skipped, names } = read(JSON.parse(readFileSync(file, 'utf8')))
  if (passed + failed === 0) total.failed++
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  skippedNames.push(...names)
}

const vitestReport = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests + (report.numFailedTestSuites > 0 && report.numFailedTests === 0 ? 1 : 0),
  skipped: report.numPendingTests + report.numTodoTests,
  names: report.testResults.flatMap((f) =>
    f.assertionResults.filter((t) => t.status === 'skipped' || t.status === 'pending').map((t) => t.fullName),
  ),
})

const playwrightReport = (report) => {
  const names = []
  const walk = (suite) => {
    for (const spec of suite.specs ?? []) if (spec.tests.some((t) => t.status === 'skipped')) names.push(spec.title)
    for (const inner of suite.suites ?? []) walk(inner)
  }
  for (const suite of report.suites) walk(suite)
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected + flaky, failed: unexpected, skipped, names }
}

function vitest(project) {
  const file = join(out, `${project}.json`)
  const bin = join(root, 'node_modules/vitest/vitest.mjs')
  const args = [bin, 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  run(project, process.execPath, args)
  addReport(file, vitestReport)
}

function playwright(browser) {
  const file = join(out, 'browser.json')
  const cli = join(root, 'node_modules/@playwright/test/cli.js')
  const args = [cli, 'test', '-c', 'tests/e2e/playwright.config.ts', '--reporter=list,json']
  run('browser and visual', process.execPath, args, { PLAYWRIGHT_JSON_OUTPUT_NAME: file, GRIDWALL_BROWSER: browser })
  addReport(file, playwrightReport)
}

/** Runs that take long: bounded, each a command of its own. */
const LONG = [
  ['50 kills', 'tests/load/kill.ts'],
  ['flushes', 'tests/load/flush.ts'],
  ['200,000 hostile inputs', 'tests/load/hostile.ts'],
  ['a million wild requests, messages and canaries', 'tests/load/fuzz-doors.ts'],
  ['30 lost GL contexts', 'tests/load/gl-losses.ts'],
  ['restart with 10 million events', 'tests/load/restart.ts'],
  ['memory of a day and a week', 'tests/load/memory.ts'],
  ['200 kiosks and a killed server', 'tests/load/kiosks.ts'],
  ['hours of a kiosk', 'tests/load/kiosk-hours.ts'],
  ['adversary', 'tests/load/adversary.ts'],
]

ensureInstalled(root)
const browser = ensureBrowser(root)
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
process.env.GRIDWALL_TEST_CITIES = join(out, 'cities')
const bin = (name) => join(root, 'node_modules/.bin', name)
gate('types', bin('tsc'), ['--noEmit'])
gate('lint', bin('oxlint'), ['--type-aware'])
gate('format', bin('prettier'), ['--check', '--log-level', 'warn', '.'])
gate('dead code', bin('knip'), ['-c', '.knip.json'])
gate('build', bin('vite'), ['build', '--logLevel', 'warn'])
for (const project of ['unit', 'property', 'integration']) vitest(project)
playwright(browser)
if (long) for (const [name, file] of LONG) gate(name, process.execPath, ['--import', 'tsx', file])

if (skippedNames.length > 0) process.stdout.write(`\nSkipped:\n${skippedNames.map((name) => `  ${name}`).join('\n')}\n`)
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
process.exitCode = total.failed === 0 ? 0 : 1
