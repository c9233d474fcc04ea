import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Value } from '@sinclair/typebox/value'
import { CASE_STEPS, EVENT_KINDS, EVENT_SCHEMAS, type EventKind } from '../../shared/domain/grid-event.ts'
import { readIsoTime } from '../../server/validate/iso-time.ts'
import { PaddedBatch } from '../../server/validate/padded-batch.ts'
import { PlainEvents } from '../../server/validate/plain-events.ts'

const code = fc.stringMatching(/^[A-Za-z0-9._:-]{1,20}$/)
const word = fc.constantFrom(...EVENT_KINDS, ...CASE_STEPS, 'assigned', 'done', 'patrol', 'yes', 'T1', 'requested', 'imposed')
const text = fc.oneof(
  { weight: 4, arbitrary: code },
  { weight: 4, arbitrary: word },
  { weight: 3, arbitrary: fc.constantFrom('2026-03-10T08:00:00Z', '2026-03-10T08:00:00.5+08:00') },
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.stringMatching(/^[\x21-\x7e]{60,140}$/),
)
const number = fc.oneof(
  fc.integer({ min: -3, max: 9 }),
  fc.integer().map((v) => v / 1000),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, -1.5, 1e15, 1e16, 120.16012345678901, 123456789012345, 1234567890123458, 0.1, 5e-324),
)
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 3, arbitrary: number },
  fc.boolean(),
  fc.tuple(number, number),
  fc.constantFrom(null, [], {}, [1], [1, 2, 3], { a: '2026-03-10T08:00:00Z' }),
)
const names = [...new Set(EVENT_KINDS.flatMap((kind) => Object.keys(EVENT_SCHEMAS[kind].properties)))]
/** A field's value: mostly what it should be, else anything. */
const valueOf = (name: string): fc.Arbitrary<unknown> => {
  const right: Partial<Record<string, fc.Arbitrary<unknown>>> = {
    occurredAt: fc.oneof(
      fc.constantFrom('2026-03-10T08:00:00.5+08:00', '2026-03-10T08:00:00.1234Z', '2026-02-30T08:00:00Z', '2026-03-10T08:00Z'),
      fc
        .tuple(
          fc.integer({ min: 946_684_800_000, max: 4_000_000_000_000 }),
          fc.constantFrom('Z', '+08:00', '-12:30', '+1a:00', '+08:60'),
        )
        .map(([ms, zone]) => new Date(ms).toISOString().slice(0, -1) + zone),
    ),
    dueAt: fc.constant('2026-03-11T08:00:00Z'),
    point: fc.tuple(number, number),
    step: fc.constantFrom(...CASE_STEPS),
    state: fc.constantFrom('assigned', 'done'),
    action: fc.constantFrom('requested', 'imposed', 'started'),
    value: number,
  }
  return fc.oneof({ weight: 12, arbitrary: right[name] ?? code }, { weight: 1, arbitrary: value })
}
const event = fc.constantFrom<EventKind>('case', 'case', 'reading', 'check', 'service', ...EVENT_KINDS).chain((kind) => {
  const own = Object.keys(EVENT_SCHEMAS[kind].properties).filter((name) => name !== 'kind')
  const required: readonly string[] = EVENT_SCHEMAS[kind].required ?? []
  const has = fc.tuple(...own.map((name) => fc.integer({ max: 9, min: 0 }).map((n) => n < (required.includes(name) ? 10 : 3))))
  const fields = fc.tuple(...own.map((name) => fc.tuple(fc.constant(name), valueOf(name))))
  const strange = fc.tuple(fc.constantFrom(...names, 'name', 'toString'), value)
  return fc.tuple(has, fields, strange, fc.nat(9)).map(([there, drawn, more, shape]) => {
    const kept: readonly (readonly [string, unknown])[] = [...drawn.filter((_, i) => there[i]), ...(shape > 7 ? [more] : [])]
    const first = shape % 2 === 0
    return first ? [['kind', kind] as const, ...kept] : [...kept, ['kind', kind] as const]
  })
})
/** Text as `JSON.stringify` writes it, with other spaces, other numbers and now and then a torn or doubled part. */
const line = fc.tuple(event, fc.nat(3), fc.nat(400), fc.nat(30)).map(([fields, spaces, cut, damage]) => {
  const gap = ' '.repeat(spaces > 1 ? spaces - 1 : 0)
  const body = fields.map(([name, drawn]) => `${JSON.stringify(name)}:${gap}${JSON.stringify(drawn)}`).join(`,${gap}`)
  const whole = `{${gap}${body}${gap}}${gap}`
  if (damage === 0) return whole.slice(0, cut % whole.length)
  if (damage === 1) return whole.replace(/\d/, '$&e1')
  if (damage === 2) return whole.replace(/:(\s*)(\d)/, ':$10$2')
  if (damage === 3) return whole.slice(0, -1) + ',' + whole.slice(1)
  return damage === 4 ? whole.replace(',', ' ') : whole
})

/** What the parser reads, if the closed schema takes it. */
function byTheBook(text: string): unknown {
  try {
    const parsed = JSON.parse(text) as { readonly kind?: unknown }
    const schema = EVENT_SCHEMAS[parsed.kind as EventKind]
    return schema && Value.Check(schema, parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

/** The event with its time read, as the door goes on with it. */
function whole(event: unknown, exact = NaN): unknown {
  const { occurredAt, ...rest } = event as { readonly occurredAt: string }
  return { ...rest, t: Number.isNaN(exact) ? readIsoTime(occurredAt) : exact }
}

test('[EV1] an event read from the bytes of its line is what the parser reads and the closed schema takes', () => {
  const plain = new PlainEvents(() => -1)
  let read = 0
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), (lines) => {
      const bytes = new PaddedBatch().load(Buffer.from(lines.join('\n')))
      let from = 0
      for (const text of lines) {
        const expected = byTheBook(text)
        const got = plain.read(bytes, from)
        const length = Buffer.byteLength(text)
        if (got !== undefined) {
          read++
          expect(whole(got, plain.exact)).toEqual(whole(expected))
          expect(plain.next).toBe(Math.min(from + length + 1, Buffer.byteLength(lines.join('\n'))))
        }
        from += length + 1
      }
    }),
    { numRuns: 1500, endOnFailure: true },
  )
  expect(read).toBeGreaterThan(100)
})

test('[EV1] the lines that systems send by the thousand are read from their bytes', () => {
  const lines = [
    '{"kind":"reading","id":"g-1","source":"a","occurredAt":"2026-03-10T08:00:00.000Z","node":"G1","dimension":"water","value":1.25}',
    '{"id": "e1", "kind": "case", "source": "a", "caseId": "K/7", "type": "t", "point": [120.16012345678901, -30.5], "step": "reported", "origin": "patrol", "dueAt": "2026-03-11T08:00:00+08:00", "selfHandled": true, "occurredAt": "2026-03-10T08:00:00Z"}',
    '{"kind":"check","id":"c1","source":"a","occurredAt":"2026-03-10T08:00:00Z","node":"C1","round":"r1","state":"done"}\r',
    '{"kind":"service","id":"s1","source":"a","occurredAt":"2026-03-10T08:00:00Z","node":"G1","serviceId":"s","action":"rated","category":"c","rating":4}',
    '{"kind":"duty","id":"d1","source":"a","occurredAt":"2026-03-10T08:00:00Z","node":"G1","posts":6,"filled":5}',
    '{"kind":"alive","id":"l1","source":"a","occurredAt":"2026-03-10T08:00:00Z"}',
  ]
  const bytes = new PaddedBatch().load(Buffer.from(lines.join('\n')))
  const plain = new PlainEvents(() => -1)
  const read = lines.map((_, at) => whole(plain.read(bytes, at === 0 ? 0 : plain.next), plain.exact))
  expect(read).toEqual(lines.map((text) => whole(JSON.parse(text))))
  expect(plain.next).toBe(Buffer.byteLength(lines.join('\n')))
})
