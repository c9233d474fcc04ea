import { describe, expect, it } from 'vitest'
import { SourceRefusals } from '../../server/ingest/source-refusals.ts'
import { createMemoryEventLog } from '../../server/log/memory-event-log.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import { NOON, RememberingFold, caseEvent, ndjson, openDoor, readingEvent } from '../support/open-door.ts'
import { SMALL_CATALOGUE } from '../support/small-catalogue.ts'

const MINUTE_MS = 60_000

/** The small catalogue with one source changed. */
const registered = (change: Partial<Catalogue['sources'][number]>): Catalogue => ({
  ...SMALL_CATALOGUE,
  sources: SMALL_CATALOGUE.sources.map((source) => (source.id === 'a' ? { ...source, ...change } : source)),
})
const codesOf = (answer: { readonly errors: readonly { readonly index: number; readonly code: string }[] }) =>
  answer.errors.map(({ index, code }) => `${index} ${code}`)

describe('the register of sources', () => {
  it('[EV15] takes only the classes and levels that were agreed', async () => {
    // Fault seen: readings at a named node passed by without the register.
    const { door } = openDoor({ catalogue: registered({ agreed: { T: 'community', P: 'street' } }) })
    const answer = await door.submit(
      ndjson([
        caseEvent({ node: 'C111' }),
        caseEvent({ node: 'C1111' }),
        caseEvent({ type: 'sensitive' }),
        caseEvent({ type: 'person' }),
        readingEvent({ node: 'C1111' }),
        readingEvent({ node: 'C111' }),
        caseEvent({ type: 'nobody-knows' }),
        { kind: 'alive', id: 'alive', source: 'a', occurredAt: new Date(NOON).toISOString(), node: 'C1111' },
        caseEvent({ source: 'b', type: 'sensitive' }),
      ]),
      'http',
    )
    expect(codesOf(answer)).toEqual(['1 level-not-agreed', '2 class-not-agreed', '3 level-not-agreed', '4 level-not-agreed'])
    expect(answer.accepted).toBe(5)
  })

  it('[EV15] stops a source at its minute, whatever its events are about', async () => {
    // Fault seen: compared with the time of the event in place of the clock.
    const { door, clock } = openDoor({
      catalogue: registered({ expiresAt: new Date(NOON + MINUTE_MS).toISOString().slice(0, 16) + 'Z' }),
    })
    clock.ms = NOON + MINUTE_MS - 1
    expect((await door.submit(ndjson([caseEvent()]), 'http')).accepted).toBe(1)
    clock.ms = NOON + MINUTE_MS
    expect(codesOf(await door.submit(ndjson([caseEvent(), caseEvent({ source: 'b' })]), 'http'))).toEqual(['0 source-expired'])
  })

  it('[EV15] writes what was refused once a minute and knows it after a restart', async () => {
    const log = createMemoryEventLog()
    const { door, clock } = openDoor({ log, catalogue: registered({ agreed: { P: 'community' } }) })
    const refused = () => door.submit(ndjson([caseEvent(), caseEvent()]), 'http')
    await refused()
    await refused()
    clock.ms += 2 * MINUTE_MS
    await refused()
    const acts = [...log.acts()].map(
      ({ body }) => JSON.parse(new TextDecoder().decode(body)) as { refused: readonly { count: number }[] },
    )
    expect(acts.map(({ refused: rows }) => rows[0]?.count)).toEqual([1, 4])
    const again = new SourceRefusals(log, new RememberingFold())
    expect(again.of('a')).toEqual([{ code: 'class-not-agreed', count: 5, lastAt: NOON / 1000 + 120, fields: ['type'] }])
  })
})
