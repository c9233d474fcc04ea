import { expect, test } from 'vitest'
import hangzhou from '../../public/cities/hangzhou/catalogue.json' with { type: 'json' }
import { engineHash, lastAdversaryRun } from '../../server/publish/adversary-run.ts'
import { answerSheet } from '../../server/routes/answer-sheet.ts'
import { METHOD_WORDS } from '../../server/routes/method-words.ts'
import { privacyLedger } from '../../server/routes/privacy-ledger.ts'
import { createPublisher } from '../../server/publish/publisher.ts'
import { systemClock } from '../../server/runtime/clock.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { Value } from '@sinclair/typebox/value'
import { PRIVACY_LEDGER } from '../../shared/protocol/privacy-ledger.ts'
import { entryOf, openFold } from '../support/fold-run.ts'

const NOW = Date.parse('2024-03-20T10:00:00+08:00')
const personal = (n: number): StoredEvent =>
  ({
    kind: 'case',
    id: `p${n}`,
    cls: 'P',
    source: 'a',
    node: 'C111',
    t: NOW - 3_600_000,
    caseId: `p${n}`,
    step: 'reported',
    type: 'person',
  }) as StoredEvent

function published() {
  const { fold, figures, tree } = openFold()
  const thing = {
    kind: 'case',
    id: 't',
    cls: 'T',
    source: 'a',
    node: 'C11111',
    t: NOW - 60_000,
    caseId: 't',
    step: 'reported',
    type: 'thing',
  }
  ;[thing as StoredEvent, ...Array.from({ length: 3 }, (_, n) => personal(n))].forEach((event, at) =>
    fold.apply(entryOf(event, at + 1, NOW / 1000)),
  )
  const { published: state, flush } = createPublisher({ figures, tree, clock: systemClock, mode: 'live', epoch: 'e' })
  flush()
  return { published: state, tree }
}

const run = { ranOn: '2026-11-26', cities: 1, streets: 1, values: 9, ruledOut: 0, engine: 'x' }

test('[PR11] the shipped record of the adversary is of the engine that is shipped, and it ruled nothing out', () => {
  // Fault seen: one line of the engine changed after the run.
  expect(lastAdversaryRun()).toMatchObject({ engine: engineHash(), ruledOut: 0 })
})

test('[PR11] the ledger counts hidden cells as published, sources by their grant at this minute, and says when the engine changed', () => {
  const refusals = {
    of: (source: string) => [{ code: source === 'water' ? 'personal-data' : 'source-off', count: 3, lastAt: 0, fields: [] }],
  }
  const catalogue = structuredClone(hangzhou) as unknown as Catalogue
  const read = (engine: string) =>
    privacyLedger({ ...published(), catalogue, refusals, adversary: { run, engine }, detailDays: 35 })()
  const ledger = read('x')
  expect(Value.Check(PRIVACY_LEDGER, ledger)).toBe(true)
  expect(ledger.cells.P.hidden).toBeGreaterThan(0)
  expect(ledger).toMatchObject({ smallestShown: { P: 5, X: 11 }, refused: 3, adversary: { sameEngine: true } })
  expect(read('y').adversary?.sameEngine).toBe(false)
  const [first] = catalogue.sources
  Object.assign(first ?? {}, { expiresAt: '2020-01-01T00:00Z' })
  expect(read('x').sources).toMatchObject({ expired: ledger.sources.expired + 1, valid: ledger.sources.valid - 1 })
})

test('[PR12] the method says what the ledger says, in both languages', () => {
  const ledger = privacyLedger({
    ...published(),
    catalogue: hangzhou as unknown as Catalogue,
    refusals: { of: () => [] },
    adversary: { run, engine: 'x' },
    detailDays: 35,
  })()
  for (const lang of ['zh', 'en'] as const) {
    const text = METHOD_WORDS[lang](ledger)
      .flatMap(({ lines }) => lines)
      .join('\n')
    for (const figure of [ledger.smallestShown.P, ledger.smallestShown.X, ledger.cells.P.hidden, ledger.detailDays, run.ranOn])
      expect(text).toContain(String(figure))
    expect(/\p{Script=Han}/u.test(text)).toBe(lang === 'zh')
  }
})

test('[PR13] an answer about an address tells small numbers as ‹k, and each figure at a place no finer than its class allows', () => {
  const { published: state, tree } = published()
  const sheet = answerSheet({ published: state, tree, keepDays: 400, detailDays: 35 })(tree.indexOf('C11111'))
  const of = Object.fromEntries(
    sheet.held.map(({ key, of: place, v, shown, keptDays }) => [key, [place.code, shown ?? v, keptDays]]),
  )
  expect(of['cases.open']).toEqual(['C11111', 1, 400])
  expect(of['p.events.month']).toEqual(['C111', '‹5', 35])
  expect(of['x.events.month']?.[0]).toBe('C11')
  expect(sheet.path.map(({ code }) => code)).toEqual(['C', 'C1', 'C11', 'C111', 'C1111', 'C11111'])
})
