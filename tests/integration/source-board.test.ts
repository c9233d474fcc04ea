import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SourceBoard } from '../../shared/protocol/source-board.ts'
import { startWall, until, type WallServer } from '../support/wall-server.ts'

const START = Date.parse('2026-03-10T09:00:00+08:00')
const MINUTE_MS = 60_000
const [RIVER, RAIN] = ['water.riverLevel', 'weather.rain1h']

/** Two hours in which the weather goes on speaking and the water falls silent after five minutes. */
function twoHours(): string {
  const lines: object[] = []
  const add = (minute: number, fields: object) =>
    lines.push({ id: `e${lines.length}`, occurredAt: new Date(START + minute * MINUTE_MS).toISOString(), ...fields })
  const reading = (source: string, dimension: string, value: number) => ({ kind: 'reading', source, dimension, value })
  for (let minute = 0; minute <= 120; minute += 5) {
    add(minute, { ...reading('meteo', RAIN, minute / 10), node: '330106' })
    if (minute <= 5) add(minute, { ...reading('water', RIVER, 3 + minute / 100), node: '330106' })
    for (const source of ['grid', 'chengguan', 'emergency']) add(minute, { kind: 'alive', source })
    add(minute, { kind: 'duty', source: 'grid', node: '330106', posts: 4, filled: 4 })
  }
  return lines.map((line) => JSON.stringify(line)).join('\n')
}

interface Explained {
  readonly formula: { readonly zh: string; readonly en: string }
  readonly rule: { readonly id: string; readonly version: string }
  readonly sources: { readonly list: readonly unknown[] }
}

let [wall, folder] = [undefined as WallServer | undefined, '']
const read = async <T>(path: string) => (await (await fetch(`${wall?.url}${path}`)).json()) as T

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gridwall-sources-'))
  writeFileSync(join(folder, 'two-hours.ndjson'), twoHours())
  wall = await startWall({ args: ['--feed', join(folder, 'two-hours.ndjson'), '--speed', 'max'] })
  const played = async () => Date.parse((await read<SourceBoard>('/api/v1/sources')).asOf) === START + 120 * MINUTE_MS
  await until(played, 30_000, 'the file is not played')
}, 90_000)
afterAll(async () => {
  await wall?.stop()
  wall?.forget()
  rmSync(folder, { recursive: true, force: true })
})

describe('the source board', () => {
  it('[AG4] tells each source and dimension by its own limit, and what a silent source spoils', async () => {
    const { sources, dimensions } = await read<SourceBoard>('/api/v1/sources')
    const source = (id: string) => sources.find((tile) => tile.id === id)
    const dimension = (code: string) => dimensions.find((tile) => tile.code === code)
    expect(source('water')).toMatchObject({ state: 'stale', ageSeconds: 115 * 60, limitSeconds: 900, spoils: [`dim.${RIVER}`] })
    expect(source('meteo')).toMatchObject({ state: 'live', ageSeconds: 0, spoils: [] })
    expect(source('bus')).toMatchObject({ state: 'none', spoils: [] })
    expect(dimension(RIVER)).toMatchObject({ state: 'stale', ageSeconds: 115 * 60, places: { heard: 1, lately: 0 } })
    expect(dimension(RAIN)).toMatchObject({ state: 'live', places: { heard: 1, lately: 1 } })
    expect(dimensions.length).toBeGreaterThanOrEqual(80)
  })

  // Fault seen: what a rule judges hung on no source.
  it('[AG7] every figure of the city and of a district explains itself over HTTP, with the number and state that is published', async () => {
    for (const node of ['330100', '330106', '330106002051001']) {
      const { nodes } = await read<{ nodes: { values: Record<string, { v: number | null; state: string }> }[] }>(
        `/api/v1/state?node=${node}`,
      )
      const values = Object.entries(nodes[0]?.values ?? {})
      expect(values.length).toBeGreaterThan(250)
      for (const [key, { v, state }] of values) {
        const told = await read<Explained>(`/api/v1/explain?node=${node}&key=${key}`)
        expect(told, `${node} ${key}`).toMatchObject({ key, v, state, window: { to: expect.any(String) }, now: { cases: {} } })
        expect(told.formula.zh && told.formula.en && told.rule.id && told.rule.version, `${node} ${key}`).toBeTruthy()
        if (state !== 'off') expect(told.sources.list.length, `${node} ${key}`).toBeGreaterThan(0)
      }
    }
  })

  it('[AG4] hatches every figure that requires the silent source, and only those', async () => {
    const { nodes } = await read<{ nodes: { values: Record<string, { state: string; asOf: string }> }[] }>('/api/v1/state')
    const values = nodes[0]?.values ?? {}
    const hatched = Object.entries(values).filter(([, { state }]) => state === 'stale' || state === 'late')
    // Fault seen: the dimension's own limit left out of its standing; a figure required by every source of its kind.
    expect(hatched.map(([key]) => key)).toEqual([`dim.${RIVER}`])
    expect(Date.parse(values[`dim.${RIVER}`]?.asOf ?? '')).toBe(START + 5 * MINUTE_MS)
    expect(values['duty.filledRate']?.state).toBe('live')
  })
})
