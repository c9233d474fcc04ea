import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BodyWriter } from '../../server/validate/body-writer.ts'

const code = fc.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/)
const id = fc.stringMatching(/^[\x21-\x7e]{1,128}$/)
const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }).map((v) => v + 0),
  fc.integer().map((v) => v / 1000),
  fc.integer({ min: -2e9, max: 2e9 }).map((v) => v / 100 + 0),
  fc.constantFrom(0, 0.1, 0.3, 1e-7, 5e-324, 2147483.647, 2147483.648, 123456.789, 1e15),
)
const reading = fc.record(
  {
    kind: fc.constant('reading' as const),
    id,
    source: code,
    t: fc.oneof(fc.integer({ min: -1e12, max: 4e12 }), fc.integer({ min: -2000, max: 2000 })),
    node: code,
    cls: fc.constant('T' as const),
    dimension: code,
    value,
    late: fc.constant(true as const),
  },
  { requiredKeys: ['kind', 'id', 'source', 't', 'node', 'cls', 'dimension', 'value'] },
)

test('[EV4] the bytes of a body are the JSON text of its events, line by line', () => {
  fc.assert(
    fc.property(fc.array(reading, { minLength: 1, maxLength: 40 }), (events) => {
      const writer = new BodyWriter()
      const lines = events.map((event) => JSON.stringify(event))
      for (const event of events) writer.add(event)
      expect(Buffer.from(writer.bytes()).toString('latin1')).toBe(lines.join('\n'))
    }),
    { numRuns: 400 },
  )
})

// Fault seen: digits of the milliseconds without leading zeros; −0 written as 0 while the event kept −0.
