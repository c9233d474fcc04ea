// Finds a browser for the tests: an existing Chromium or Chrome, else Debian's package, else the test tool's own download.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']

function onPath() {
  const folders = (process.env.PATH ?? '').split(':')
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}

function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  process.stdout.write("No browser found; installing Debian's chromium\n")
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  apt('update', '-qq')
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium')
  return onPath()
}

/** Path of a browser, or '' for the one the test tool has downloaded itself. Exits with 1 and a sentence where there is none. */
export function ensureBrowser(root) {
  const found = process.env.GRIDWALL_BROWSER || onPath() || fromDebian()
  if (found) return found
  const cli = join(root, 'node_modules/@playwright/test/cli.js')
  if (spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit' }).status === 0) return ''
  process.stderr.write(
    'The browser tests need Chromium or Chrome: install one (Debian: apt-get install chromium) or set GRIDWALL_BROWSER to its path.\n',
  )
  return process.exit(1)
}
