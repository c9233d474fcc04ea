import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { SMALL_CATALOGUE } from '../support/small-catalogue.ts'
import { smallPack, writePack } from '../support/small-pack.ts'
import { startWall, until, type WallServer } from '../support/wall-server.ts'

const CANARY = 'canary-zq8'
const folder = mkdtempSync(join(tmpdir(), 'corrected-'))
const walls: WallServer[] = []
afterEach(async () => {
  for (const wall of walls.splice(0)) await wall.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(dataDir: string): Promise<WallServer> {
  writePack(join(folder, 'pack'), { ...smallPack(), catalogue: SMALL_CATALOGUE })
  const wall = await startWall({ args: ['--city', join(folder, 'pack'), '--feed', 'none'], dataDir })
  walls.push(wall)
  return wall
}

async function post(wall: WallServer, events: readonly object[]) {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${wall.url}/api/v1/events`, { method: 'POST', headers, body: JSON.stringify(events) })
  return (await response.json()) as { accepted: number; duplicate: number; errors: { code: string }[] }
}

async function read(wall: WallServer, path: string): Promise<Record<string, unknown>> {
  return (await (await fetch(wall.url + path)).json()) as Record<string, unknown>
}

async function value(wall: WallServer, key: string): Promise<unknown> {
  const { nodes } = (await read(wall, '/api/v1/state')) as { nodes: { values: Record<string, { v: unknown }> }[] }
  return nodes[0]?.values[key]?.v
}

const shown = async (wall: WallServer) =>
  (await read(wall, '/api/v1/events'))['events'] as { id: string; kind: string; step: string; corrected?: true }[]

function filesWith(dir: string, word: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(word))
}

const now = () => new Date(Date.now() - 1000).toISOString()
const caseOf = (id: string, step: string, change: object = {}) => {
  const common = { kind: 'case', id, source: 'a', occurredAt: now(), node: 'C-0-0', caseId: `case-${id}`, type: 'thing' }
  return { ...common, step, ...change }
}
const correct = (id: string, ref: string, action: string, by?: object) => {
  const common = { kind: 'correction', id, source: 'a', occurredAt: now(), ref: { source: 'a', id: ref }, reason: 'entry' }
  return { ...common, action, ...(by ? { by } : {}) }
}

test('[FD12] [LG11] a correction changes figures and lists, a masked event leaves screens, log and snapshots', async () => {
  const dataDir = join(folder, 'data')
  const first = await start(dataDir)
  const sent = [
    caseOf('one', 'reported', { caseId: 'A' }),
    caseOf('two', 'closed', { caseId: 'A' }),
    caseOf('three', 'reported', { node: 'C-0-1' }),
    caseOf(CANARY, 'reported', { point: [120.0051234, 30.0021234] }),
  ]
  expect(await post(first, sent)).toMatchObject({ accepted: 4 })
  await until(async () => (await value(first, 'cases.open')) === 2, 5_000, 'the cases are open')
  await first.stop()
  expect(filesWith(dataDir, CANARY).length).toBeGreaterThan(1)
  const wall = await start(dataDir)
  const corrections = [
    correct('k1', 'two', 'withdraw'),
    correct('k2', 'three', 'replace', { ...sent[2], node: 'C-1-0' }),
    correct('k3', CANARY, 'mask'),
  ]
  expect(await post(wall, corrections)).toMatchObject({ accepted: 3 })
  expect(await post(wall, [...corrections, correct('k4', 'two', 'withdraw')])).toMatchObject({
    duplicate: 3,
    errors: [{ code: 'already-withdrawn' }],
  })
  await until(async () => !(await shown(wall)).some(({ id }) => id === CANARY), 10_000, 'the masked event is gone')
  const figures = async (of: WallServer) =>
    Promise.all(['cases.open', 'cases.closed.all', 'cases.reported.all', 'events.all'].map((key) => value(of, key)))
  await until(async () => (await value(wall, 'cases.closed.all')) === 0, 5_000, 'the withdrawn step is gone')
  expect(await figures(wall)).toEqual([2, 0, 2, 5])
  const list = await shown(wall)
  expect(
    list
      .filter(({ kind }) => kind === 'correction')
      .map(({ step }) => step)
      .sort(),
  ).toEqual(['mask', 'replace', 'withdraw'])
  expect(list.find(({ id }) => id === 'three')?.corrected).toBe(true)
  await wall.stop()
  expect(filesWith(dataDir, CANARY)).toEqual([])
  rmSync(join(dataDir, 'snapshots'), { recursive: true })
  const rebuilt = await start(dataDir)
  expect(await figures(rebuilt)).toEqual([2, 0, 2, 5])
  expect(await post(rebuilt, [sent[3] as object, ...corrections])).toMatchObject({ accepted: 0, duplicate: 4 })
}, 120_000)
