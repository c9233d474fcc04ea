import { describe, expect, test } from 'vitest'
import { LogFullError, type EventLog } from '../../server/log/event-log.ts'
import { createMemoryEventLog } from '../../server/log/memory-event-log.ts'
import { caseEvent, ndjson, NOON, openDoor, readingEvent } from '../support/open-door.ts'
import { CELL } from '../support/small-city.ts'

const iso = (ms: number) => new Date(ms).toISOString()
const bodies = (log: EventLog) => [...log.readFrom(0)].map((entry) => Buffer.from(entry.body).toString())

/** What the door says of one event alone. */
async function verdict(event: unknown, from = openDoor()): Promise<string> {
  const receipt = await from.door.submit([event], 'http')
  return receipt.errors[0] ? `${receipt.errors[0].code} ${receipt.errors[0].pointer}`.trim() : 'accepted'
}

describe('what is refused, and why', () => {
  const { step: _, ...noStep } = caseEvent()
  test.each<[string, unknown]>([
    ['not-an-object', 7],
    ['not-an-object', null],
    ['not-an-object', [caseEvent()]],
    ['unknown-kind /kind', caseEvent({ kind: 'constructor' })],
    ['unknown-field /phone', caseEvent({ phone: '0571' })],
    ['unknown-field /__proto__', JSON.parse(JSON.stringify(caseEvent()).replace('{', '{"__proto__":{"admin":true},'))],
    ['missing-field /step', noStep],
    ['bad-value /step', caseEvent({ step: 'teleported' })],
    ['bad-value /id', caseEvent({ id: '<script>\u0001' })],
    ['too-long /id', caseEvent({ id: 'x'.repeat(129) })],
    ['bad-time /occurredAt', caseEvent({ occurredAt: '2024-02-30T10:00:00Z' })],
    ['bad-time /occurredAt', caseEvent({ occurredAt: '2024-05-01T10:00:00.000' })],
    ['bad-time /dueAt', caseEvent({ dueAt: '2024-05-01 10:00:00+08:00' })],
    ['unknown-source /source', caseEvent({ source: 'nobody' })],
    ['source-off /source', caseEvent({ source: 'off' })],
    ['source-expired /source', caseEvent({ source: 'spent' })],
    ['kind-not-agreed /kind', caseEvent({ source: 'meter' })],
    ['unknown-node /node', caseEvent({ node: 'elsewhere' })],
    ['unknown-crs /crs', caseEvent({ node: undefined, point: [1, 2], crs: 'LOCAL:moon' })],
    ['unknown-dimension /dimension', readingEvent({ dimension: 'mood' })],
    ['bad-value /value', readingEvent({ value: 1e300 })],
    ['missing-field /unit', caseEvent({ step: 'dispatched' })],
    ['unknown-unit /unit', caseEvent({ step: 'dispatched', unit: 'nobody' })],
    ['missing-field /dueAt', caseEvent({ step: 'extended' })],
    ['unknown-reason /reason', caseEvent({ step: 'declined', reason: 'mood' })],
    ['future /occurredAt', caseEvent({ occurredAt: iso(NOON + 301_000) })],
    ['too-old /occurredAt', caseEvent({ occurredAt: iso(NOON - 401 * 86_400_000) })],
    ['unknown-ref /ref', { ...caseEvent(), kind: 'correction', caseId: undefined }],
  ])('[EV2] %s', async (expected, event) => {
    const sent = (event as { kind?: unknown } | null)?.kind === 'correction' ? correctionOf('a', 'nothing') : event
    expect(await verdict(sent)).toBe(expected)
  })

  test('[EV2] one bad event never costs its neighbours, and every refusal is counted by its code', async () => {
    const { door, fold } = openDoor()
    const bytes = Buffer.concat([
      ndjson([caseEvent()]),
      Buffer.from('\n{"kind":"case",\n\r\n'),
      ndjson([caseEvent({ 名: 1 }), caseEvent()]),
    ])
    const receipt = await door.submit(bytes, 'http')
    expect(receipt).toMatchObject({ accepted: 2, duplicate: 0, rejected: 2, firstSeq: 1, lastSeq: 2 })
    expect(receipt.errors.map(({ index, code, pointer }) => [index, code, pointer])).toEqual([
      [1, 'bad-json', ''],
      [2, 'unknown-field', '/名'],
    ])
    expect(fold.events).toHaveLength(2)
    expect([...door.refused]).toEqual([
      ['bad-json', 1],
      ['unknown-field', 1],
    ])
  })
})

function correctionOf(source: string, id: string, change: Readonly<Record<string, unknown>> = {}) {
  return {
    kind: 'correction',
    id: `k-${id}`,
    source: 'a',
    occurredAt: iso(NOON),
    ref: { source, id },
    action: 'mask',
    reason: 'entry',
    ...change,
  }
}

describe('duplicates', () => {
  test('[EV4] the same event again is a duplicate, other content under its id is a conflict, and the first stands', async () => {
    const { door, fold } = openDoor()
    const event = caseEvent()
    await door.submit([event, event], 'http')
    const again = await door.submit([event, { ...event, step: 'closed' }, { ...event, source: 'b' }], 'http')
    expect(again).toMatchObject({ accepted: 1, duplicate: 1, rejected: 1 })
    expect(again.errors[0]?.code).toBe('id-conflict')
    expect(fold.events.map(({ source }) => source)).toEqual(['a', 'b'])
  })

  test('[EV4] a repetition that arrives late is still the same event', async () => {
    const { door, clock } = openDoor()
    const event = caseEvent()
    await door.submit([event], 'http')
    clock.ms += 7_200_000
    expect(await door.submit([event], 'http')).toMatchObject({ accepted: 0, duplicate: 1 })
  })

  test('[EV4] duplicates are known across a restart from the fingerprints in the log', async () => {
    const events = Array.from({ length: 5000 }, () => readingEvent())
    const before = openDoor()
    await before.door.submit(events, 'http')
    const after = openDoor({ log: before.log })
    expect(await after.door.submit(ndjson(events), 'http')).toMatchObject({ accepted: 0, duplicate: 5000, rejected: 0 })
  })

  test('[EV4] an event whose first copy could not be written is not called a duplicate', async () => {
    const memory = createMemoryEventLog()
    let full = true
    const log: EventLog = {
      ...memory,
      first: 1,
      next: 1,
      append: (entries) => (full && entries.length > 0 ? Promise.reject(new LogFullError('no room')) : memory.append(entries)),
    }
    const { door, fold } = openDoor({ log })
    const event = caseEvent()
    const outcomes = await Promise.allSettled([door.submit([event], 'http'), door.submit([event], 'http')])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    full = false
    expect(await door.submit([event], 'http')).toMatchObject({ accepted: 1, duplicate: 0 })
    expect(fold.events).toHaveLength(1)
  })
})

describe('what is written', () => {
  test('[EV8] P keeps its community and a quarter of an hour, X its street and the day, T all', async () => {
    const { door, fold, log } = openDoor()
    const at = { occurredAt: '2024-05-01T11:48:31+08:00', node: undefined, point: [120 + CELL * 5.5, 30.005] }
    await door.submit(
      [caseEvent({ ...at, type: 'thing' }), caseEvent({ ...at, type: 'person' }), caseEvent({ ...at, type: 'sensitive' })],
      'http',
    )
    const [thing, person, sensitive] = ['T', 'P', 'X'].map((cls) => fold.events.find((event) => event.cls === cls))
    expect(thing).toMatchObject({ node: 'C1212', point: [120.055, 30.005], t: Date.parse(at.occurredAt) })
    expect(person).toMatchObject({ node: 'C121', t: Date.parse('2024-05-01T11:45:00+08:00') })
    expect(sensitive).toMatchObject({ node: 'C12', t: Date.parse('2024-05-01T00:00:00+08:00') })
    expect(bodies(log).slice(1).join()).not.toContain('point')
    expect(fold.entries.map(({ kind, at: stamp }) => [kind, stamp * 1000 - NOON])).toEqual([
      ['T', 0],
      ['P', 0],
      ['X', -12 * 3_600_000],
    ])
  })

  test('[EV8] a verdict on time is taken from the exact times, the deadline is rounded up', async () => {
    const { door, fold } = openDoor()
    const closed = { type: 'person', step: 'closed', occurredAt: '2024-05-01T11:50:00+08:00' }
    await door.submit(
      [
        caseEvent({ ...closed, dueAt: '2024-05-01T11:49:00+08:00' }),
        caseEvent({ ...closed, dueAt: '2024-05-01T11:51:00+08:00' }),
      ],
      'http',
    )
    expect(fold.events.map((event) => 'onTime' in event && event.onTime)).toEqual([false, true])
    expect(fold.events[0]).toMatchObject({ dueAt: Date.parse('2024-05-01T12:00:00+08:00') })
  })

  test('[EV8] a thing at a home lies at its compound', async () => {
    const { door, fold } = openDoor()
    await door.submit(
      [caseEvent({ type: 'home', node: 'C111122' }), caseEvent({ type: 'home', node: undefined, point: [120.001, 30.005] })],
      'http',
    )
    expect(fold.events.map(({ node }) => node)).toEqual(['C11112', 'C11111'])
    expect(fold.events[1]?.point).toEqual([120.0025, 30.005])
  })

  test('[EV7] no usable position: kept at the root and marked', async () => {
    const { door, fold } = openDoor()
    await door.submit([caseEvent({ node: undefined }), caseEvent({ node: undefined, point: [0, 0] })], 'http')
    expect(fold.events).toMatchObject([
      { node: 'C', unplaced: true },
      { node: 'C', unplaced: true },
    ])
  })

  test('[EV7] a position in a local system is converted before it is placed', async () => {
    const { door, fold } = openDoor()
    await door.submit([caseEvent({ node: undefined, point: [500_096.5, 3_320_668], crs: 'LOCAL:metres' })], 'http')
    const { node, point } = fold.events[0] ?? {}
    expect([node, point?.[0].toFixed(4), point?.[1].toFixed(3)]).toEqual(['C1111', '120.0010', '30.005'])
  })

  test('[EV6] an unknown type goes to the tray as X', async () => {
    const { door, fold } = openDoor()
    await door.submit([caseEvent({ type: 'never-seen' })], 'http')
    expect(fold.events[0]).toMatchObject({ cls: 'X', tray: true, node: 'C11' })
  })

  test('[EV5] late is measured against the limit of the source', async () => {
    const { door, fold } = openDoor()
    await door.submit(
      [caseEvent({ occurredAt: iso(NOON - 3_601_000) }), caseEvent({ occurredAt: iso(NOON - 3_599_000) })],
      'http',
    )
    expect(fold.events.map((event) => event.late === true)).toEqual([true, false])
  })

  test('[EV5] two sources ahead by the same time make the clock suspect, and their events are held', async () => {
    const { door, fold } = openDoor()
    const ahead = { occurredAt: iso(NOON + 3_600_000) }
    const receipts = await door.submit([caseEvent(ahead), caseEvent({ ...ahead, source: 'b' }), caseEvent(ahead)], 'http')
    expect(receipts).toMatchObject({ accepted: 2, rejected: 1 })
    expect(door.clockSuspect).toBe(true)
    expect(fold.events).toHaveLength(2)
  })

  test('[EV9] a correction lies where its event lies, is as private, and carries what it takes out and puts in', async () => {
    const { door, fold, log } = openDoor()
    const event = caseEvent({ type: 'person', node: 'C1212', occurredAt: iso(NOON - 7_200_000) })
    const by = { ...event, node: 'C1111' }
    const sent = [event, correctionOf('a', String(event['id']), { action: 'replace', by })]
    expect(await door.submit(sent, 'http')).toMatchObject({ accepted: 2 })
    const [stored, correction] = fold.events
    expect(correction).toMatchObject({
      kind: 'correction',
      cls: 'P',
      node: 'C121',
      was: stored,
      by: { node: 'C111', late: true },
    })
    const after = openDoor({ log, fold })
    expect(await after.door.submit(sent, 'http')).toMatchObject({ duplicate: 2, rejected: 0 })
    const again = { ...by, node: 'C2222' }
    await after.door.submit([correctionOf('a', String(event['id']), { id: 'k2', action: 'replace', by: again })], 'http')
    expect(fold.events[2]).toMatchObject({ was: { node: 'C111' }, by: { node: 'C222' } })
  })

  test('[EV9] a correction that cannot be is refused with its reason', async () => {
    const { door } = openDoor()
    const event = caseEvent()
    const alive = { kind: 'alive', id: 'alive', source: 'a', occurredAt: iso(NOON) }
    const id = String(event['id'])
    const replace = (by?: unknown) => correctionOf('a', id, { id: `k${JSON.stringify(by)?.length}`, action: 'replace', by })
    const sent = [
      event,
      alive,
      replace(),
      replace({ ...event, id: 'other' }),
      replace({ ...event, source: 'b' }),
      replace({ ...event, type: 'person' }),
      replace({ kind: 'duty', id, source: 'a', occurredAt: iso(NOON), node: 'C1', posts: 2, filled: 1 }),
      correctionOf('a', 'alive'),
      correctionOf('a', id, { id: 'w1', action: 'withdraw' }),
      correctionOf('a', id, { id: 'w2', action: 'withdraw' }),
      replace({ ...event, step: 'filed' }),
      correctionOf('a', id, { id: 'm1', action: 'mask' }),
      correctionOf('a', id, { id: 'm2', action: 'mask' }),
    ]
    const receipt = await door.submit(sent, 'http')
    expect(receipt.errors.map(({ index, code, pointer }) => `${index} ${code} ${pointer}`)).toEqual([
      '2 missing-field /by',
      '3 by-differs /by/id',
      '4 by-differs /by/source',
      '5 by-differs /by/type',
      '6 by-differs /by/kind',
      '7 bad-value /ref',
      '9 already-withdrawn /ref',
      '10 already-withdrawn /ref',
      '12 already-withdrawn /ref',
    ])
  })

  test('[EV1] the fold is given exactly what the log holds', async () => {
    const { door, fold, log } = openDoor()
    const stages = { scene: iso(NOON - 1000), transport: iso(NOON - 500) }
    const events = [
      caseEvent({ stages }),
      readingEvent({ value: -0 }),
      caseEvent({ type: 'never' }),
      caseEvent({ node: undefined, point: [-0, 30] }),
    ]
    await door.submit(events, 'http')
    const written = bodies(log).flatMap((body) => body.split('\n').map((line) => JSON.parse(line) as unknown))
    expect(fold.events).toStrictEqual(written)
  })
})
