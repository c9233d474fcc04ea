import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CASE_STEPS, EVENT_SCHEMAS, ORIGINS } from '../../shared/domain/grid-event.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { BodyWriter } from '../../server/validate/body-writer.ts'

const code = fc.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/)
const id = fc.oneof(fc.stringMatching(/^[A-Za-z0-9-]{1,20}$/), fc.stringMatching(/^[\x21-\x7e]{1,128}$/))
const time = fc.oneof(fc.integer({ min: -1e12, max: 4e12 }), fc.integer({ min: -2000, max: 2000 }))
const micro = fc.integer({ min: -180_000_000, max: 180_000_000 }).map((v) => v / 1e6 + 0)
const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }).map((v) => v + 0),
  fc.integer().map((v) => v / 1000 + 0),
  fc.integer({ min: -2e9, max: 2e9 }).map((v) => v / 100 + 0),
  fc.constantFrom(0, 0.1, 0.3, 1e-7, 5e-324, 2147483.647, 2147483.648, 123456.789, 1e15),
)
const marks = { late: fc.constant(true), unplaced: fc.constant(true), tray: fc.constant(true), outOfOrder: fc.constant(true) }
/** Fields of the four frequent kinds, in the order in which they are stored; those of `always` are never left out. */
const OWN = {
  reading: { always: { dimension: code, value }, seldom: {} },
  check: { always: { round: code, state: fc.constantFrom('assigned', 'done', 'overdue') }, seldom: {} },
  service: {
    always: { serviceId: id, action: fc.constantFrom('requested', 'matched', 'delivered', 'rated'), category: code },
    seldom: { rating: fc.integer({ min: 1, max: 5 }) },
  },
  case: {
    always: { caseId: id, step: fc.constantFrom(...CASE_STEPS), type: code },
    seldom: {
      origin: fc.constantFrom(...ORIGINS),
      unit: code,
      supervised: fc.boolean(),
      selfHandled: fc.boolean(),
      reason: code,
      into: id,
      solved: fc.constantFrom('yes', 'no', 'unreached'),
      satisfied: fc.constantFrom('yes', 'no', 'unreached'),
      dueAt: time,
      onTime: fc.boolean(),
      stages: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), time, { maxKeys: 3 }),
    },
  },
} as const

/** Each seldom field is there in about one event in four, so that plain and rare events both come often. */
function seldomly(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) {
  const maybe = Object.entries(fields).map(([name, made]) => [name, fc.option(made, { nil: undefined, freq: 1 })] as const)
  const sparse = fc.record(Object.fromEntries(maybe.map(([name, made]) => [name, made])))
  return fc.tuple(fc.boolean(), sparse).map(([has, drawn]) => (has ? drawn : {}))
}

const events = (Object.keys(OWN) as (keyof typeof OWN)[]).map((kind) =>
  fc
    .tuple(
      fc.record({ kind: fc.constant(kind), id, source: code, t: time, node: code, cls: fc.constantFrom('T', 'P', 'X', 'S') }),
      fc.record(OWN[kind].always as Record<string, fc.Arbitrary<unknown>>),
      seldomly(OWN[kind].seldom),
      fc.option(fc.tuple(micro, micro), { nil: undefined }),
      seldomly(marks),
    )
    .map(([common, own, seldom, point, marked]) => {
      const { late, ...others } = marked as { readonly late?: true }
      return { ...common, ...own, ...seldom, point, ...others, late } as unknown as StoredEvent
    }),
)

test('[EV4] the bytes of a body are the JSON text of its events, line by line', () => {
  const writer = new BodyWriter()
  fc.assert(
    fc.property(fc.array(fc.oneof(...events), { minLength: 1, maxLength: 20 }), (batch) => {
      writer.begin()
      const lines = batch.map((event) => JSON.stringify(event))
      for (const event of batch) writer.add(event)
      expect(Buffer.from(writer.bytes()).toString('latin1')).toBe(lines.join('\n'))
    }),
    { numRuns: 800 },
  )
})

// Fault seen: digits of the milliseconds without leading zeros; −0 written as 0 while the event kept −0.

test('[EV4] every field that a frequent kind may be stored with is among those drawn above', () => {
  const placed = ['kind', 'id', 'source', 'occurredAt', 'node', 'point', 'crs']
  for (const kind of Object.keys(OWN) as (keyof typeof OWN)[]) {
    const drawn = new Set([...placed, ...Object.keys(OWN[kind].always), ...Object.keys(OWN[kind].seldom)])
    expect(Object.keys(EVENT_SCHEMAS[kind].properties).filter((field) => !drawn.has(field))).toEqual([])
  }
})
