import { createFold } from '../../server/fold/fold.ts'
import { Fingerprint } from '../../server/validate/fingerprint.ts'
import { createCalendar } from '../../shared/domain/calendar.ts'
import { benchCity, dayBatches, throughFold } from './b1b-fold.bench.ts'
import { collectGarbage, cpuMs, spread, type BenchRow } from './bench-row.ts'

const PAIRS = 5

/** B1c: rebuild of the state from the log / the rate of B1b on the same events. */
export async function run(): Promise<readonly BenchRow[]> {
  const city = benchCity()
  const batches = dayBatches(city)
  await throughFold(city, batches)
  const ratios: number[] = []
  let best = 0
  for (let pair = 0; pair < PAIRS; pair++) {
    const { log, rate, accepted } = await throughFold(city, batches)
    collectGarbage()
    const began = cpuMs()
    const fold = createFold({
      tree: city.tree,
      catalogue: city.catalogue,
      calendar: createCalendar(city.manifest),
      print: new Fingerprint(new Uint8Array(8)),
      eventAt: () => undefined,
    })
    for (const entry of log.readFrom(1)) fold.apply(entry)
    const rebuilt = accepted / (cpuMs() - began)
    if (fold.logSeq !== accepted) throw new Error(`the rebuild ended at ${fold.logSeq} of ${accepted}`)
    ratios.push(rebuilt / rate)
    best = Math.max(best, rebuilt)
  }
  const detail = `${Math.round(best)}k events/s`
  return [{ id: 'B1c', what: 'rebuild from the log / B1b', better: 'higher', must: 0.6, goal: 0.9, detail, ...spread(ratios) }]
}
