import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { loadCity } from '../../server/city/load-city.ts'
import { BrokenPack } from '../../server/city/pack-fault.ts'
import { SMALL_CATALOGUE } from '../support/small-catalogue.ts'
import { smallPack, writePack } from '../support/small-pack.ts'
import { startWall, until } from '../support/wall-server.ts'

const DAY_MS = 86_400_000
const folder = mkdtempSync(join(tmpdir(), 'dated-'))
const cleanups: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const dayOf = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10)

/** The small pack with dates on its grids: C-0-0 gave way to C-0-1 three days ago, C-1-0 closed without a successor. */
function datedPack(change: (line: string) => string = (line) => line) {
  const pack = smallPack()
  const closed = dayOf(Date.now() - 3 * DAY_MS)
  pack.nodes = pack.nodes.map((line, at) => {
    if (at === 0) return `${line},replacedBy`
    if (line.startsWith('C-0-0,')) return change(line.replace(',grid,,,,', `,grid,,,,${closed}`) + ',C-0-1')
    if (line.startsWith('C-1-0,')) return line.replace(',grid,,,,', `,grid,,,,${closed}`) + ','
    return `${line},`
  })
  pack.catalogue = SMALL_CATALOGUE
  writePack(join(folder, 'pack'), pack)
  return join(folder, 'pack')
}

function faultsOf(city: string): string[] {
  try {
    loadCity({ city, cacheDir: join(folder, 'cache') })
    return []
  } catch (reason) {
    if (!(reason instanceof BrokenPack)) throw reason
    return reason.faults.map(({ kind, at }) => `${kind} ${at}`)
  }
}

// Fault seen: the end of validity taken as the start of the last day, which refused an event of that day.
test('[EV13] [CP13] an event on a closed area is counted at its successor or refused, and the area keeps its past', async () => {
  const wall = await startWall({ args: ['--city', datedPack(), '--feed', 'none'] })
  cleanups.push(async () => (await wall.stop(), wall.forget()))
  let serial = 0
  const event = (place: object, daysAgo: number) => ({
    kind: 'case',
    id: `e${++serial}`,
    source: 'a',
    occurredAt: new Date(Date.now() - daysAgo * DAY_MS - 1000).toISOString(),
    caseId: `c${serial}`,
    step: 'reported',
    type: 'thing',
    ...place,
  })
  const sent = [
    event({ node: 'C-0-0' }, 5),
    event({ node: 'C-0-0' }, 3),
    event({ node: 'C-0-0' }, 0),
    event({ point: [120.005, 30.002] }, 0),
    event({ node: 'C-1-0' }, 5),
    event({ node: 'C-1-0' }, 0),
    event({ point: [120.015, 30.002] }, 0),
    event({ node: 'C-1-0', point: [120.015, 30.002] }, 0),
  ]
  const response = await fetch(`${wall.url}/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sent),
  })
  const receipt = (await response.json()) as { accepted: number; errors: { index: number; code: string }[] }
  expect(receipt.accepted).toBe(6)
  expect(receipt.errors.map(({ index, code }) => [index, code])).toEqual([
    [5, 'node-not-valid'],
    [7, 'node-not-valid'],
  ])
  const reported = async (node: string) => {
    const state = (await (await fetch(`${wall.url}/api/v1/state?node=${node}`)).json()) as {
      nodes: { values: Record<string, { v: number | null }> }[]
    }
    return state.nodes[0]?.values['cases.reported.all']?.v
  }
  await until(async () => (await reported('C')) === 6, 5_000, 'the events are not counted')
  expect(await Promise.all(['C-0-0', 'C-0-1', 'C-1-0', 'C-1'].map(reported))).toEqual([2, 2, 1, 2])
})

test('[CP13] a successor is an area of the same level, and successors come to an end', () => {
  expect(faultsOf(datedPack())).toEqual([])
  expect(faultsOf(datedPack((line) => line.replace(/C-0-1$/, 'C-9')))).toEqual(['unknown-code line 4'])
  expect(faultsOf(datedPack((line) => line.replace(/C-0-1$/, 'C-1')))).toEqual(['wrong-level line 4'])
  expect(faultsOf(datedPack((line) => line.replace(/C-0-1$/, 'C-0-0')))).toEqual(['cycle line 4'])
})
