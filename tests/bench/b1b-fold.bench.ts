import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFigures } from '../../server/aggregate/city-figures.ts'
import { loadCity, type City } from '../../server/city/load-city.ts'
import { createFold, type Fold } from '../../server/fold/fold.ts'
import { Fingerprint } from '../../server/validate/fingerprint.ts'
import { createMemoryEventLog } from '../../server/log/memory-event-log.ts'
import { createCalendar } from '../../shared/domain/calendar.ts'
import { keysOf } from '../../shared/figures/keys.ts'
import { demoMix } from '../support/demo-mix.ts'
import { openDoor } from '../support/open-door.ts'
import { collectGarbage, cpuMs, spread, type BenchRow } from './bench-row.ts'

const EVENTS = 100_000
const BATCH = 1000
const PAIRS = 5
const DAY = Date.parse('2026-03-10T00:00:00+08:00')

/** The bundled city, compiled into a folder of its own that is gone afterwards. */
export function benchCity(): City {
  const cacheDir = mkdtempSync(join(tmpdir(), 'gridwall-b1b-'))
  try {
    return loadCity({ city: 'hangzhou', cacheDir })
  } finally {
    rmSync(cacheDir, { recursive: true, force: true })
  }
}

const calendarOf = ({ manifest }: City) => createCalendar(manifest)

/** A day's lines in batches, each with the clock second at which it is sent. */
export function dayBatches(city: City) {
  const lines = demoMix(city, EVENTS, DAY)
  return Array.from({ length: Math.ceil(lines.length / BATCH) }, (_, at) => {
    const own = lines.slice(at * BATCH, (at + 1) * BATCH)
    const { occurredAt } = JSON.parse(own.at(-1) ?? '{}') as { occurredAt: string }
    return { body: Buffer.from(own.join('\n')), count: own.length, ms: Date.parse(occurredAt) }
  })
}

type Batches = ReturnType<typeof dayBatches>

function bareParse(batches: Batches): number {
  let seen = 0
  collectGarbage()
  const began = cpuMs()
  for (const { body } of batches) {
    for (let from = 0; from < body.length;) {
      const end = body.indexOf(10, from)
      const to = end < 0 ? body.length : end
      if ((JSON.parse(body.toString('utf8', from, to)) as { kind: string }).kind !== '') seen++
      from = to + 1
    }
  }
  return seen / (cpuMs() - began)
}

/** The whole way of an event: parse, check, place, duplicates, canonical text, then the fold with everything in it. */
export async function throughFold(city: City, batches: Batches) {
  const log = createMemoryEventLog()
  const calendar = calendarOf(city)
  const fold = createFold({
    tree: city.tree,
    catalogue: city.catalogue,
    calendar,
    workCalendar: city.workCalendar,
    alarms: city.alarms,
    print: new Fingerprint(new Uint8Array(8)),
    eventAt: () => undefined,
  })
  const { door, clock } = openDoor({
    log,
    fold,
    tree: city.tree,
    catalogue: city.catalogue,
    time: {
      citySecond: () => Math.floor(clock.ms / 1000),
      present: () => clock.ms,
      dayStart: (ms) => calendar.span('day', Math.floor(ms / 1000)).start * 1000,
    },
  })
  collectGarbage()
  const began = cpuMs()
  let accepted = 0
  for (const { body, ms } of batches) {
    clock.ms = ms
    fold.advance(Math.floor(ms / 1000))
    accepted += (await door.submit(body, 'http')).accepted
  }
  const rate = accepted / (cpuMs() - began)
  const count = batches.reduce((sum, batch) => sum + batch.count, 0)
  if (accepted !== count) throw new Error(`${count - accepted} of ${count} events were refused`)
  return { log, fold, rate, accepted }
}

/** Reads each figure of the changed nodes once, so that a fold that computes nothing cannot win. */
function total(city: City, fold: Fold): number {
  const keys = keysOf(city.catalogue)
  const figures = createFigures({ fold, catalogue: city.catalogue, keys, rules: city.rules })
  return figures.value(
    keys.findIndex(({ key }) => key === 'events.all'),
    0,
  )
}

/** B1b: the whole fold with place, windows and case state on a city's day / bare parse of the same lines. */
export async function run(): Promise<readonly BenchRow[]> {
  const city = benchCity()
  const batches = dayBatches(city)
  bareParse(batches)
  const first = await throughFold(city, batches)
  if (!(total(city, first.fold) > 0)) throw new Error('nothing was counted')
  const ratios: number[] = []
  let [best, ceiling] = [0, 0]
  for (let pair = 0; pair < PAIRS; pair++) {
    const bare = bareParse(batches)
    const { rate } = await throughFold(city, batches)
    ratios.push(rate / bare)
    best = Math.max(best, rate)
    ceiling = Math.max(ceiling, bare)
  }
  const detail = `${Math.round(best)}k of ${Math.round(ceiling)}k events/s`
  // 0.30 holds for place, windows and case state alone; due times, units, alarms and tiers stand in this fold too.
  const what = 'door and whole fold with all rules, a city day / bare per-line JSON.parse'
  return [{ id: 'B1b', what, better: 'higher', must: 0.22, goal: 0.4, detail, ...spread(ratios) }]
}
