import { cellToParent, latLngToCell } from 'h3-js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { createCaseBook } from '../../server/aggregate/city-case-book.ts'
import { readMapping, type CsvMapping } from '../../server/feed/recorded/mapping.ts'
import { createCaseFiles } from '../../server/publish/case-files.ts'
import { createCalendar } from '../../shared/domain/calendar.ts'
import { dataSet } from '../support/data-sets.ts'
import { plainCsv, tally } from '../support/plain-csv.ts'
import { playRecording, storedEvents } from '../support/play-recording.ts'
import { zonedTime } from '../support/zoned-time.ts'

const path = dataSet('events-sf-fire/sffd_service_calls.csv.gz')
const MAPPING = readMapping(readFileSync(join(import.meta.dirname, '../../public/feeds/sf-fire.json'), 'utf8')) as CsvMapping
const SENSITIVE = new Set(['Medical Incident', 'Citizen Assist / Service Call', 'Assist Police', 'Suspicious Package'])
const [GRID, STREET] = [9, 6]

type Row = Readonly<Record<string, string>>
const streetOf = (row: Row) => cellToParent(latLngToCell(Number(row['latitude']), Number(row['longitude']), GRID), STREET)
const dayOf = (row: Row) => row['received_timestamp']!.slice(0, 10)

type Moment = readonly [name: string, ms: number]
const MILESTONES = ['reported', 'filed', 'dispatched', 'signed', 'handled', 'transport', 'hospital', 'closed']

/** Adds the seconds from each milestone that a call has to the next one, by type and pair. */
function addDurations(sums: Map<string, number>, type: string, moments: Iterable<Moment>): void {
  const known = [...moments]
    .filter(([, ms]) => !Number.isNaN(ms))
    .sort((a, b) => a[1] - b[1] || MILESTONES.indexOf(a[0]) - MILESTONES.indexOf(b[0]))
  known.slice(1).forEach(([name, ms], at) => {
    const [before, since] = known[at]!
    const pair = `${type}: ${before} → ${name}`
    sums.set(pair, (sums.get(pair) ?? 0) + (ms - since) / 1000)
  })
}

const fileTime = (text: string) => zonedTime(Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`), 'America/Los_Angeles')

describe.skipIf(path === undefined)('San Francisco fire calls (events-sf-fire)', () => {
  let rows: readonly Row[]
  let sensitive: readonly Row[]
  let played: Awaited<ReturnType<typeof playRecording>>
  const days = new Map<string, number>()
  const shown: number[] = []
  /** Moments of T calls, read from their case files while they were remembered. */
  const calls = new Map<string, readonly Moment[]>()

  beforeAll(async () => {
    rows = plainCsv(path!)
    sensitive = rows.filter((row) => SENSITIVE.has(row['call_type']!))
    played = await playRecording({
      path: path!,
      mapping: MAPPING,
      onMoved({ figures, tree, publisher, fold, city, log }) {
        publisher.flush()
        const files = createCaseFiles(createCaseBook(fold, createCalendar(city.manifest)), log)
        for (const id of Array.from(fold.cases.table.rows(), (row) => fold.cases.table.id(row))) {
          if (calls.has(id) || files.one(id)!.life !== 'closed') continue
          const events = files.steps(files.one(id)!.seqs)
          const stages = events.flatMap((event) => Object.entries(event.stages ?? {}))
          calls.set(id, [...events.map(({ step, t }) => [step, t] as const), ...new Map(stages)])
        }
        for (const [day, count] of figures.closedDays('x.cases.reported', 0)) days.set(day, count)
        for (let node = 1; node < tree.size; node++) {
          if (tree.levels[tree.level(node)]?.role !== 'street') continue
          for (const [, count] of publisher.published.closedDays('x.cases.reported.month', node) ?? []) shown.push(count ?? -1)
        }
      },
    })
  }, 180_000)

  // Fault seen: ignoreZone left out of the mapping, which moves evening calls to the next day.
  it('[FE8] sensitive calls count by local day as in the file', () => {
    const counted = tally(sensitive.map(dayOf))
    const lastDay = sensitive.map(dayOf).sort().at(-1)!
    const closed = new Map([...counted].filter(([name]) => !name.endsWith(lastDay)))
    const folded = new Map([...days].filter(([name, count]) => count > 0 && !name.endsWith(lastDay)))
    expect(Object.fromEntries(folded)).toEqual(Object.fromEntries(closed))
  })

  it('[PR1] outside, no closed day shows 1 to 10, and what a street shows is at least there', () => {
    expect(shown.length).toBeGreaterThan(1000)
    expect(shown.filter((count) => count > 0 && count < 11)).toEqual([])
    const all = played.value('x.cases.reported.all') ?? 0
    expect(all).toBeLessThanOrEqual(sensitive.length)
    expect(all).toBeGreaterThan(sensitive.length * 0.8)
    let told = 0
    for (const [street, count] of tally(sensitive.map(streetOf))) {
      const v = played.value('x.cases.reported.all', street)
      if (v !== undefined) expect(v).toBeLessThanOrEqual(count)
      if (v !== undefined) told++
    }
    expect(told).toBeGreaterThanOrEqual(3)
  })

  it('[FE9] of sensitive calls nothing finer than street and day is in the log', () => {
    const kept = storedEvents(played.log).filter(({ cls }) => cls === 'X')
    expect(kept.length).toBeGreaterThan(20_000)
    expect(kept.filter((event) => event.point ?? event.outOfOrder ?? ('stages' in event ? event : undefined))).toEqual([])
    const localHour = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Los_Angeles', timeStyle: 'medium' })
    const hours = new Set([...new Set(kept.map(({ t }) => t))].map((t) => localHour.format(t)))
    expect([...hours]).toEqual(['00:00:00'])
  })

  // Fault seen: a step read from the line beside its own.
  it('[CS5] stage durations of T types, from case files, equal an independent computation from the file', () => {
    const things = rows.filter((row) => !SENSITIVE.has(row['call_type']!) && row['available_timestamp'] !== '')
    const columns = Object.entries({ ...MAPPING.steps, ...MAPPING.stages })
    const [found, expected] = [new Map<string, number>(), new Map<string, number>()]
    for (const row of things) {
      addDurations(found, row['call_type']!, calls.get(`${row['call_number']}-${row['unit_id']}`) ?? [])
      addDurations(
        expected,
        row['call_type']!,
        columns.map(([name, column]) => [name, fileTime(row[column]!)] as const),
      )
    }
    expect([calls.size, things.length > 4_000]).toEqual([things.length, true])
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
  })

  // Fault seen: stages put behind the closing step, which flags thousands.
  it('[FE9] 91 rows run backwards; declared as things they are flagged, kept and counted, with their stages', async () => {
    const all = await playRecording({ path: path!, mapping: { ...MAPPING, class: 'T' } })
    const events = storedEvents(all.log)
    const flagged = new Set(events.flatMap((event) => (event.kind === 'case' && event.outOfOrder ? [event.caseId] : [])))
    expect(all.status.outOfOrder).toBe(91)
    expect(flagged.size).toBe(91)
    expect(all.value('cases.reported.all')).toBe(rows.length)
    expect(all.value('cases.closed.all')).toBe(rows.filter((row) => row['available_timestamp'] !== '').length)
    const withStage = events.filter((event) => event.kind === 'case' && event.stages?.['transport'] !== undefined)
    expect(withStage.length).toBe(rows.filter((row) => row['transport_timestamp'] !== '').length)
  }, 120_000)
})
