import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { METRICS } from '../../server/observe/metrics.ts'
import { BUILT_SERVER, startWall, type WallServer } from '../support/wall-server.ts'

const root = join(import.meta.dirname, '../..')
const ARGS = ['--city', 'auto', '--feed', 'none']

/** Runs the server command to its end. */
function runToEnd(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const ended = spawnSync(process.execPath, [BUILT_SERVER, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 30_000,
  })
  return { code: ended.status, said: ended.stdout, complained: ended.stderr.trim().split('\n') }
}

describe('a wall at work', () => {
  let wall: WallServer
  beforeAll(async () => {
    wall = await startWall({ args: ARGS })
  })
  afterAll(async () => {
    await wall.stop()
    wall.forget()
  })

  it('[OP6] says that it is alive and ready, and why', async () => {
    expect((await fetch(`${wall.url}/healthz`)).status).toBe(200)
    const ready = await fetch(`${wall.url}/readyz`)
    expect([ready.status, await ready.json()]).toMatchObject([200, { status: 'ready', failing: [] }])
  })

  it('[OP8] tells every declared metric, and no figure of a single area', async () => {
    await fetch(`${wall.url}/api/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: '{\n[',
    })
    const text = await (await fetch(`${wall.url}/metrics`)).text()
    expect(text).toContain('gridwall_refused_total{code="bad-json"} 2')
    const told = new Set([...text.matchAll(/^(gridwall_\w+)/gm)].map((match) => match[1]))
    expect(told).toEqual(new Set(METRICS.map(({ name }) => `gridwall_${name}`)))
    const labels = [...text.matchAll(/\{(\w+)=/g)].map((match) => match[1])
    expect(new Set(labels)).toEqual(new Set(METRICS.flatMap(({ label }) => label ?? [])))
  })

  it('[OP9] allows the page its own origin only, and upgrades nothing on plain HTTP', async () => {
    const { headers } = await fetch(`${wall.url}/`)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).not.toMatch(/unsafe|upgrade-insecure|https?:/)
    expect(headers.get('strict-transport-security')).toBeNull()
    expect([headers.get('cross-origin-opener-policy'), headers.get('cross-origin-embedder-policy')]).toEqual([
      'same-origin',
      'require-corp',
    ])
  })

  it('[OP9] answers an unknown address with a problem that has a code', async () => {
    const answer = await fetch(`${wall.url}/api/v1/nothing`)
    expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([404, 'application/problem+json'])
    expect(await answer.json()).toMatchObject({ code: 'not-found' })
  })

  it('[LG8] a second server on the same folder is refused with one line, the first goes on', async () => {
    const second = runToEnd([...ARGS, '--data', wall.dataDir, '--port', '1'])
    expect(second.code).toBe(2)
    expect(second.complained).toEqual([expect.stringMatching(/data folder .* is used by another running server: .*--data/)])
    expect((await fetch(`${wall.url}/readyz`)).status).toBe(200)
  })

  it('[OP5] the folder of one city is not used for another', () => {
    const data = mkdtempSync(join(tmpdir(), 'gridwall-'))
    writeFileSync(join(data, 'city'), '330100')
    const other = runToEnd([...ARGS, '--data', data, '--port', '1'])
    rmSync(data, { recursive: true })
    expect([other.code, other.complained]).toEqual([2, [expect.stringMatching(/330100.*AUTO.*--data/)]])
  })

  it('[OP5] a taken port is named, with what to do', () => {
    const data = mkdtempSync(join(tmpdir(), 'gridwall-'))
    const second = runToEnd([...ARGS, '--data', data, '--port', String(wall.port)])
    rmSync(data, { recursive: true })
    expect([second.code, second.complained]).toEqual([2, [expect.stringContaining('--port')]])
  })
})

describe('stopping', () => {
  it('[OP6] a signal ends it with 0 within 5 s, connections open or not, and the folder is free again', async () => {
    const wall = await startWall({ args: ARGS })
    const idle = await fetch(`${wall.url}/healthz`, { headers: { connection: 'keep-alive' } })
    const began = performance.now()
    expect([idle.status, await wall.stop()]).toEqual([200, 0])
    expect(performance.now() - began).toBeLessThan(5_000)
    const again = await startWall({ args: ARGS, dataDir: wall.dataDir })
    await again.kill()
    const afterKill = await startWall({ args: ARGS, dataDir: wall.dataDir })
    expect(await afterKill.stop()).toBe(0)
    wall.forget()
  })
})

describe('options', () => {
  const FILE = join(tmpdir(), 'gridwall-not-a-folder')
  const WRONG: readonly (readonly [what: string, args: readonly string[], env: Record<string, string>, says: RegExp])[] = [
    ['an unknown option', ['--prot', '1'], {}, /--prot.*--help/],
    ['a port that is none', [], { PORT: '99999' }, /PORT is "99999".*65535/],
    ['a host others can reach', ['--host', '0.0.0.0'], {}, /--host.*sign-in/],
    ['a CSV without a mapping', ['--feed', 'x.csv'], {}, /--mapping/],
    ['a speed of nothing', ['--speed', '0'], {}, /--speed.*max/],
    [
      'a city that is not there',
      ['--city', 'atlantis', '--feed', 'none', '--data', join(tmpdir(), 'gridwall-atlantis')],
      {},
      /atlantis/,
    ],
    ['a data folder that is a file', [...ARGS, '--data', FILE], {}, /data folder .*--data/],
  ]

  it.each(WRONG)('[OP5] %s ends with 2 and one line that says how to mend it', (_what, args, env, says) => {
    writeFileSync(FILE, '')
    const ended = runToEnd(args, env)
    rmSync(FILE)
    rmSync(join(tmpdir(), 'gridwall-atlantis'), { recursive: true, force: true })
    expect(ended.complained).toEqual([expect.stringMatching(says)])
    expect(ended.code).toBe(2)
  })

  it('[OP5] --help names every option with its variable, --version the version', () => {
    const { code, said } = runToEnd(['--help'])
    expect(code).toBe(0)
    for (const word of ['--port', 'DATA_DIR', '--city', 'KEEP_DAYS', '--mapping', 'SPEED', 'SEED', 'FEED'])
      expect(said).toContain(word)
    expect(runToEnd(['--version']).said.trim()).toMatch(/^\d+\.\d+\.\d+$/)
  })
})
