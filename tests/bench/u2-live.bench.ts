import { createFigures } from '../../server/aggregate/city-figures.ts'
import type { City } from '../../server/city/load-city.ts'
import { createFold } from '../../server/fold/fold.ts'
import { createPublisher } from '../../server/publish/publisher.ts'
import { systemClock } from '../../server/runtime/clock.ts'
import { Fingerprint } from '../../server/validate/fingerprint.ts'
import { createCalendar } from '../../shared/domain/calendar.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { keysOf } from '../../shared/figures/keys.ts'
import { entryOf } from '../support/fold-run.ts'
import { seededRandom } from '../support/random.ts'
import { benchCity } from './b1b-fold.bench.ts'
import { spread, type BenchRow } from './bench-row.ts'

const PAIRS = 5
const PUBLICATIONS = 600
const FROM = Date.parse('2026-03-10T09:00:00+08:00') / 1000
const median = (all: readonly number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN

/** Median and worst milliseconds from a T event's entry to its publication, with or without events of persons around it. */
function live(
  { tree, catalogue, manifest, rules }: City,
  persons: boolean,
): { readonly median: number; readonly atRelease: number } {
  const random = seededRandom(3)
  const print = new Fingerprint(new Uint8Array(8))
  const fold = createFold({ tree, catalogue, calendar: createCalendar(manifest), print, eventAt: () => undefined })
  const figures = createFigures({ fold, catalogue, keys: keysOf(catalogue), rules })
  const publisher = createPublisher({ figures, tree, clock: systemClock, mode: 'live', epoch: 'e' })
  const [first, end] = tree.range(4)
  const [firstPlace, endPlace] = tree.range(3)
  const types = new Map(catalogue.types.map(({ class: cls, code }) => [cls, code]))
  let serial = 0
  const put = (cls: 'T' | 'P', node: number, at: number) => {
    const id = `e${(serial += 1)}`
    const event = { kind: 'case', id, source: 'a', caseId: id, cls, type: types.get(cls), step: 'reported', t: at * 1000 }
    fold.apply(entryOf({ ...event, node: tree.code(node) } as StoredEvent, serial, at))
  }
  const [between, atRelease]: [number[], number[]] = [[], []]
  for (let nth = 1; nth <= PUBLICATIONS; nth++) {
    const at = FROM + nth * 30
    const node = first + Math.floor(random() * (end - first))
    const place = firstPlace + Math.floor(random() * (endPlace - firstPlace))
    const began = performance.now()
    put('T', node, at)
    publisher.flush()
    ;(at % 900 === 0 ? atRelease : between).push(performance.now() - began)
    if (persons) for (let n = 0; n < 10; n++) put('P', place, at)
  }
  publisher.stop()
  return { median: median(between), atRelease: median(atRelease) }
}

/** Figures of things are as live as they would be without persons: events of persons around them cost them nothing. */
export function run(): Promise<readonly BenchRow[]> {
  const city = benchCity()
  live(city, true)
  const pairs = Array.from({ length: PAIRS }, () => ({ alone: live(city, false), among: live(city, true) }))
  const ratios = pairs.map(({ alone, among }) => among.median / alone.median)
  const [alone, among] = [median(pairs.map((pair) => pair.alone.median)), median(pairs.map((pair) => pair.among.median))]
  const release = median(pairs.map((pair) => pair.among.atRelease))
  const what = 'a T event to its publication, with ten events of persons between each two, to without'
  const detail = `${alone.toFixed(3)} ms alone, ${among.toFixed(3)} ms among persons, ${release.toFixed(2)} ms at a quarter of an hour's release`
  return Promise.resolve([{ id: 'U2', what, ...spread(ratios), better: 'lower', must: 1.15, goal: 1, detail }])
}
