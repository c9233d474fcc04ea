import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SMALL_CATALOGUE } from '../support/small-catalogue.ts'
import { smallPack, writePack } from '../support/small-pack.ts'
import { startWall, type WallServer } from '../support/wall-server.ts'

const AREA = 'C-0'
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString()
/** A zone of these meridians whose day neither began within the last hours nor ends in the next. */
const timezone = [14, 15, 16, 17].includes(new Date().getUTCHours()) ? 'Asia/Karachi' : 'Asia/Shanghai'
let wall: WallServer
let serial = 0

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-lane-'))
  const categories = [...SMALL_CATALOGUE.serviceCategories, { code: 'advice', name: { zh: '咨询', en: 'Advice' }, class: 'P' }]
  const { manifest, ...rest } = smallPack()
  writePack(folder, {
    ...rest,
    manifest: { ...manifest, timezone },
    catalogue: { ...SMALL_CATALOGUE, serviceCategories: categories },
  })
  wall = await startWall({ args: ['--city', folder, '--feed', 'none'] })
  rmSync(folder, { recursive: true })
})
afterAll(async () => {
  await wall.stop()
  wall.forget()
})

async function post(...events: object[]): Promise<void> {
  const whole = events.map((event) => ({ id: `e${serial++}`, source: 'a', node: 'C-0-1', occurredAt: ago(0), ...event }))
  const body = JSON.stringify(whole)
  const answer = await fetch(`${wall.url}/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  expect(await answer.json()).toMatchObject({ accepted: events.length })
}

interface Cell {
  readonly v: number | null
  readonly state: string
}
async function figures(...keys: string[]): Promise<readonly Cell[]> {
  const answer = await fetch(`${wall.url}/api/v1/state?node=${AREA}&keys=${keys.join(',')}`)
  const { nodes } = (await answer.json()) as { nodes: readonly { values: Readonly<Record<string, Cell>> }[] }
  return keys.map((key) => nodes[0]?.values[key] as Cell)
}
async function changes(keys: string[], to: readonly (number | null)[]): Promise<void> {
  await expect.poll(async () => (await figures(...keys)).map(({ v }) => v), { timeout: 4_000 }).toEqual(to)
}
const service = (serviceId: string, action: string, category = 'repair') => ({ kind: 'service', serviceId, action, category })
const NEEDS = ['requested', 'matched', 'delivered', 'unmet'].map((cell) => `service.${cell}.repair`)

async function explained(key: string) {
  const answer = await fetch(`${wall.url}/api/v1/explain?node=${AREA}&key=${key}`)
  return (await answer.json()) as { v: number | null; formula: { zh: string }; sources: { list: { ageSeconds?: number }[] } }
}

describe('service beside control', () => {
  // Fault seen: a repeated request counted as a second need.
  it('[FD13] a request is a need of its category until it is delivered, whatever is repeated', async () => {
    await post(service('s1', 'requested'), service('s1', 'requested'), service('s2', 'requested'))
    await changes([...NEEDS, 'service.unmet'], [3, 0, 0, 2, 2])
    await post(service('s1', 'matched'), service('s1', 'delivered'))
    await changes([...NEEDS, 'service.unmet'], [3, 1, 1, 1, 1])
    const told = await explained('service.unmet.repair')
    expect(told).toMatchObject({ v: 1, formula: { zh: expect.stringContaining('35 日') } })
    expect(told.sources.list[0]?.ageSeconds).toBeLessThan(60)
  })

  it('[FD13] of person-related categories nothing but the unmet need has a key, and none is told at once', async () => {
    await post(...Array.from({ length: 6 }, (_, n) => service(`p${n}`, 'requested', 'advice')))
    const [told] = await figures('p.service.unmet.advice')
    expect(told?.v ?? 0).toBe(0)
    const answer = await fetch(`${wall.url}/api/v1/state?keys=service.requested.advice`)
    expect(answer.status).toBe(400)
  })

  // Fault seen: the receipt counted from the report instead of from the order.
  it('[FD14] an order signed for and an event received tell how long they were under way', async () => {
    const step = (name: string, seconds: number) => ({
      kind: 'case',
      caseId: 'c1',
      type: 'thing',
      step: name,
      occurredAt: ago(seconds),
    })
    await post(step('reported', 3_000), { ...step('dispatched', 1_800), unit: 'unit' }, step('signed', 1_200))
    await changes(['latency.outbound.day'], [1])
    const [p50, p95, received] = await figures(
      'latency.outboundMinutes.p50.day',
      'latency.outboundMinutes.p95.day',
      'latency.inbound.day',
    )
    for (const way of [p50, p95]) expect(way?.v).toBeCloseTo(10, 0)
    expect(received?.v).toBeGreaterThanOrEqual(8)
    const [longest] = await figures('latency.inboundSeconds.p95.day')
    expect(longest?.v).toBeGreaterThan(2_880)
    expect(longest?.v).toBeLessThan(3_120)
    expect(await explained('latency.inboundSeconds.p95.day')).toMatchObject({ formula: { zh: expect.stringContaining('秒') } })
  })

  it('[FD8] a visit that is done, posts that are filled and a report that a resident brought each change their figure', async () => {
    const before = (await figures('cases.resident.day'))[0]?.v ?? 0
    await post(
      { kind: 'check', node: 'C-0-1-h', round: 'r1', state: 'done' },
      { kind: 'duty', posts: 8, filled: 6 },
      { kind: 'case', caseId: 'c2', type: 'thing', step: 'reported', origin: 'resident' },
    )
    await changes(['checks.visits', 'checks.coverage', 'duty.filledRate', 'cases.resident.day'], [1, 1, 0.75, before + 1])
  })
})
