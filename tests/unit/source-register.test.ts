import { describe, expect, it } from 'vitest'
import { SourceRefusals } from '../../server/ingest/source-refusals.ts'
import { createMemoryEventLog } from '../../server/log/memory-event-log.ts'
import { UseBook } from '../../server/publish/use-book.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { UseLayer } from '../../shared/domain/dimension-use.ts'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import type { ComputedTierRule } from '../../shared/domain/tier-rules.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { openFold, RULES, entryOf } from '../support/fold-run.ts'
import { SMALL_ALARMS } from '../support/small-alarms.ts'
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

  const entry = { basis: SMALL_CATALOGUE.sources[0]!.owner, grantor: SMALL_CATALOGUE.sources[0]!.owner, keepDays: 400 }
  const assessed = { collection: '2024-01-01', storage: '2024-01-01', use: '2024-01-01' }
  const uncovered = registered({ register: { ...entry, assessed } })
  const [tier] = RULES.tiers as [ComputedTierRule]
  const byWater: RuleBook = {
    tiers: [{ ...tier, inputs: { overdue: { name: entry.basis, key: 'dim.water' } } }],
  }
  const use = (layer: UseLayer, approved: boolean) => ({
    act: 'dimension-use',
    dimension: 'water',
    layer,
    approved,
    reason: 'flood',
    post: 'desk',
    key: '',
  })

  // Fault seen: the alarm rule read past `allows`; the tier's reader not wrapped; the uses left out of the snapshot.
  it('[PR14] gives no rule a reading before its use is approved, and takes it away with the approval', () => {
    const second = NOON / 1000
    let serial = 0
    let run = openFold(undefined, undefined, undefined, { catalogue: uncovered, rules: byWater })
    const stored = (value: number) => ({
      id: `u${serial}`,
      source: 'a',
      cls: 'T',
      kind: 'reading',
      dimension: 'water',
      node: 'C',
      value,
    })
    const read = (value: number) => run.fold.apply(entryOf({ ...stored(value), t: NOON } as StoredEvent, ++serial, second))
    const act = (layer: UseLayer, approved: boolean) => {
      const body = new TextEncoder().encode(JSON.stringify(use(layer, approved)))
      run.fold.apply({ kind: 'act', count: 1, at: second, firstSeq: ++serial, prints: new Uint8Array(0), body })
    }
    const stands = () => [
      run.value('dim.water'),
      run.value('tier'),
      run.alarms().some(({ rule, active }) => rule === 'high' && active),
    ]
    read(30)
    expect(stands()).toEqual([30, Number.NaN, false])
    act('tiers', true)
    read(30)
    expect(stands()).toEqual([30, 5, false])
    act('alarms', true)
    read(30)
    expect(stands()).toEqual([30, 5, true])
    const saved = run.fold.save()
    run = openFold(saved, undefined, undefined, { catalogue: uncovered, rules: byWater })
    read(30)
    expect(stands()).toEqual([30, 5, true])
    act('alarms', false)
    act('tiers', false)
    expect(stands()).toEqual([30, Number.NaN, false])
  })

  // Fault seen: what the authorisation covers counted as waiting.
  it('[PR14] counts each reading that a rule did not get, and names the rules that wait', async () => {
    const log = createMemoryEventLog()
    const refusals = new SourceRefusals(log, new RememberingFold())
    const parts = { alarms: SMALL_ALARMS, rules: byWater }
    const uses = new UseBook({ ...parts, catalogue: uncovered }, log)
    const { door } = openDoor({ log, refusals, uses, catalogue: uncovered })
    const counted = () => refusals.of('a').map(({ code, count, fields }) => [code, count, ...fields])
    expect((await door.submit(ndjson([readingEvent({ node: 'C111' }), caseEvent()]), 'http')).accepted).toBe(2)
    expect(counted()).toEqual([['use-not-approved', 2, 'water alarms', 'water tiers']])
    uses.take(use('alarms', true), { at: NOON / 1000 })
    await door.submit(ndjson([readingEvent({ node: 'C111' })]), 'http')
    expect(counted()).toEqual([['use-not-approved', 3, 'water alarms', 'water tiers']])
    const covered = registered({ register: { ...entry, assessed, covers: ['tiers', 'alarms'] } })
    expect([covered, SMALL_CATALOGUE].map((catalogue) => new UseBook({ ...parts, catalogue }, log).waiting.size)).toEqual([0, 0])
  })
})
