import { describe, expect, it } from 'vitest'
import { autoTree } from '../../server/city/auto-tree.ts'
import { createFigures } from '../../server/aggregate/city-figures.ts'
import { createFold } from '../../server/fold/fold.ts'
import { Fingerprint } from '../../server/validate/fingerprint.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { CALENDAR, KEYS, RULES, openFold } from '../support/fold-run.ts'
import { SMALL_CATALOGUE } from '../support/small-catalogue.ts'
import { tellEverything, type ExactCity, type Written } from '../support/told-bytes.ts'

const QUARTER_S = 900
const FROM = Date.parse('2024-03-30T20:00:00+08:00') / 1000

type Plain = Readonly<Record<string, unknown>>
let serial = 0
const event = (part: Plain, t: number): StoredEvent =>
  ({
    kind: 'case',
    id: `e${(serial += 1)}`,
    source: 'a',
    caseId: `c${serial}`,
    step: 'reported',
    ...part,
    t: t * 1000,
  }) as StoredEvent
const person = (part: Plain, t: number) => event({ cls: 'P', type: 'person', ...part }, t)
const sensitive = (part: Plain, t: number) => event({ cls: 'X', type: 'sensitive', ...part }, t)
const thing = (t: number, node: string) => event({ id: `t${t}`, caseId: `t${t}`, cls: 'T', type: 'thing', node }, t)
const times = (n: number, make: () => StoredEvent) => Array.from({ length: n }, make)

/** The same things in each quarter of an hour over two midnights and a month's end; of persons what `hidden` says. */
function story(hidden: (at: number, quarter: number) => readonly StoredEvent[], place: string): Written[] {
  return [0, 1, 2, 3, 4, 17, 18, 19, 60, 112, 113, 220].map((quarter, nth) => {
    const at = FROM + quarter * QUARTER_S + 60
    const things = nth % 2 === 0 ? [thing(at - 30, place)] : []
    return { at, events: [...things, ...hidden(at - (at % QUARTER_S), quarter)] }
  })
}

const smallCity = (): ExactCity => openFold()

function growingCity(): ExactCity {
  const tree = autoTree()
  const print = new Fingerprint(new Uint8Array(8))
  const fold = createFold({ tree, catalogue: SMALL_CATALOGUE, calendar: CALENDAR, print, eventAt: () => undefined })
  return { tree, fold, figures: createFigures({ fold, catalogue: SMALL_CATALOGUE, keys: KEYS, rules: RULES }) }
}

async function expectAlike(city: () => ExactCity, one: readonly Written[], other: readonly Written[]): Promise<void> {
  const [said, alsoSaid] = [await tellEverything(city(), one), await tellEverything(city(), other)]
  expect(said.length).toBeGreaterThan(500)
  expect(alsoSaid.length).toBe(said.length)
  const differing = said.flatMap((text, at) =>
    text === alsoSaid[at] ? [] : [`${text.slice(0, 400)} | ${alsoSaid[at]?.slice(0, 400)}`],
  )
  expect(differing).toEqual([])
}

// Fault seen: the number of the last event written, in answers and beats; an area that comes into being by a person's event;
// a figure that falls with what is taken back.
describe('every byte on every door', () => {
  const few = (n: { readonly P: number; readonly X: number }, places: readonly string[]) => (at: number, quarter: number) => [
    ...(quarter === 1 ? times(n.P, () => person({ node: places[0] }, at)) : []),
    ...(quarter === 2 ? times(n.P, () => person({ node: places[1], step: 'closed' }, at)) : []),
    ...(quarter === 3 ? times(n.X, () => sensitive({ node: places[2] }, at)) : []),
    ...(quarter === 18 ? times(n.P, () => person({ node: places[0], step: 'filed' }, at)) : []),
  ]

  it('[PR9] [PR10] is the same whether one was there or k − 1', async () => {
    const places = ['C111', 'C112', 'C11']
    await expectAlike(smallCity, story(few({ P: 1, X: 1 }, places), 'C1111'), story(few({ P: 4, X: 10 }, places), 'C1111'))
  })

  it('[PR9] is the same wherever in the city they were, and beside places that show something', async () => {
    const shown = (at: number, quarter: number) => (quarter === 1 ? times(7, () => person({ node: 'C222' }, at)) : [])
    const at = (place: string) =>
      story(
        (second, quarter) => [...shown(second, quarter), ...few({ P: 3, X: 5 }, [place, place, 'C12'])(second, quarter)],
        'C2111',
      )
    await expectAlike(smallCity, at('C111'), at('C122'))
  })

  it('[PR5] is the same whether something was taken back or not', async () => {
    const taken = person({ node: 'C111' }, FROM + QUARTER_S)
    const kept = times(4, () => person({ node: 'C111' }, FROM + QUARTER_S))
    const { id, source } = taken
    const correction = person(
      { kind: 'correction', node: 'C111', ref: { id, source }, was: taken, action: 'withdraw' },
      FROM + 2 * QUARTER_S,
    )
    const plain = person({ node: 'C211', step: 'filed' }, FROM + 2 * QUARTER_S)
    const told = (last: StoredEvent) => (_at: number, quarter: number) =>
      quarter === 1 ? [taken, ...kept] : quarter === 2 ? [last] : []
    await expectAlike(smallCity, story(told(correction), 'C1111'), story(told(plain), 'C1111'))
  })

  it('[PR7] is the same in a city that grows, wherever nobody has been before', async () => {
    const [street, other] = ['862830827ffffff', '8629a1d77ffffff']
    const grown = '892830828c7ffff'
    await expectAlike(
      growingCity,
      story(few({ P: 1, X: 1 }, [street, street, street]), grown),
      story(few({ P: 4, X: 10 }, [other, other, other]), grown),
    )
  })
})
