import type { Catalogue } from '../../shared/domain/catalogue.ts'
import { EVENT_KINDS } from '../../shared/domain/grid-event.ts'
import type { PrivacyClass } from '../../shared/domain/privacy-class.ts'

const name = (en: string) => ({ zh: en, en })
const item = (code: string) => ({ code, name: name(code) })
const type = (code: string, cls: PrivacyClass, atHome = false) =>
  ({ ...item(code), class: cls, group: 'event', family: 'f', atHome }) as const
const source = (id: string) => ({
  id,
  name: name(id),
  kinds: [...EVENT_KINDS],
  owner: name('owner'),
  purpose: name('purpose'),
  freshSeconds: 600,
  lateSeconds: 3600,
})

/** One type of each class and one with a limit, two sources that may send everything, and one code of each other list. */
export const SMALL_CATALOGUE: Catalogue = {
  version: 'test',
  families: [item('f')],
  types: [
    type('thing', 'T'),
    type('home', 'T', true),
    { ...type('timed', 'T'), limitMinutes: 240 },
    type('person', 'P'),
    type('sensitive', 'X'),
    type('pipe', 'S'),
    type('total', 'O'),
  ],
  duties: [],
  workItems: [],
  dimensions: [
    {
      ...item('water'),
      unit: name('m'),
      source: 'a',
      freshSeconds: 600,
      deepest: 'grid',
      rollUp: 'mean',
      decimals: 2,
      illustrative: true,
    },
  ],
  sources: [
    source('a'),
    source('b'),
    { ...source('spent'), validTo: '2020-01-01' },
    { ...source('off'), off: true },
    { ...source('meter'), kinds: ['reading'] },
  ],
  units: [{ ...item('unit'), kind: 'bureau' }],
  serviceCategories: [
    { ...item('repair'), class: 'T' },
    { ...item('care'), class: 'X' },
  ],
  measureTypes: [{ ...item('closure'), class: 'T' }],
  warningTypes: [item('rain')],
  plans: [item('flood')],
  reasons: [item('outside')],
  hazards: [
    {
      ...item('storm'),
      adoptedBy: name('tests'),
      shares: {
        name: name('shares'),
        on: true,
        source: 'a',
        freshSeconds: 172_800,
        unit: name('homes'),
        purpose: name('tests'),
        parts: [item('dry'), item('wet')],
        sunset: '2099-12-31',
      },
      band: {
        name: name('risk'),
        on: true,
        source: 'a',
        freshSeconds: 7200,
        unit: name('points'),
        decimals: 1,
        deepest: 'street',
        model: name('model'),
        version: 'v2',
        approver: name('post'),
        approvedOn: '2020-01-01',
      },
      pressure: {
        on: true,
        inbound: {
          name: name('inbound'),
          unit: name('m'),
          source: 'a',
          freshSeconds: 600,
          class: 'T',
          rollUp: 'max',
          decimals: 1,
        },
        internal: {
          name: name('internal'),
          unit: name('people'),
          source: 'a',
          freshSeconds: 172_800,
          class: 'X',
          rollUp: 'sum',
          decimals: 0,
        },
      },
    },
  ],
}
