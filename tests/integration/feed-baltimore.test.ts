import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readMapping, type Mapping } from '../../server/feed/recorded/mapping.ts'
import { dataSet } from '../support/data-sets.ts'
import { plainCsv, tally } from '../support/plain-csv.ts'
import { playRecording } from '../support/play-recording.ts'
import { zonedTime } from '../support/zoned-time.ts'

const path = dataSet('events-baltimore-311/baltimore_311_sample.csv.gz')
const MAPPING = join(import.meta.dirname, '../../public/feeds/baltimore-311.json')

/** `04/12/2018 11:11:26 AM` as text that sorts by time. */
function sortable(time: string): string {
  const [, month, day, year, hour, rest, half] = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d)(:\d\d:\d\d) (AM|PM)$/.exec(time)!
  return `${year}${month}${day}${String((Number(hour) % 12) + (half === 'PM' ? 12 : 0)).padStart(2, '0')}${rest}`
}

/** Epoch seconds of the same; NaN where there is none. */
function secondOf(time: string): number {
  const text = time === '' ? '' : sortable(time)
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}T${text.slice(8)}Z`
  return zonedTime(Date.parse(iso), 'America/New_York') / 1000
}

const OVER_TIME = ['cases.open', 'cases.overdue', 'cases.late.all', 'cases.due.all']

describe.skipIf(path === undefined)('Baltimore service requests (events-baltimore-311)', () => {
  let played: Awaited<ReturnType<typeof playRecording>>
  let rows: ReturnType<typeof plainCsv>
  /** Clock second and the figures over time, after each move of the clock. */
  const moves: number[][] = []
  beforeAll(async () => {
    rows = plainCsv(path!)
    played = await playRecording({
      path: path!,
      mapping: readMapping(readFileSync(MAPPING, 'utf8')) as Mapping,
      onMoved: ({ figures, fold }) =>
        moves.push([
          fold.clock,
          ...OVER_TIME.map((key) =>
            figures.value(
              figures.keys.findIndex((def) => def.key === key),
              0,
            ),
          ),
        ]),
    })
  }, 120_000)

  // Fault seen: `closed` left out of the steps; the position 39, −77 not named in noPosition.
  it('[FE2] reported, closed, late and unplaced equal an independent count of the file', () => {
    const closed = rows.filter((row) => row['CloseDate'] !== '')
    const late = closed.filter((row) => row['DueDate'] !== '' && sortable(row['CloseDate']!) > sortable(row['DueDate']!))
    const blind = rows.filter(({ Latitude }) => Latitude === '' || Latitude === '39')
    expect([rows.length, closed.length, late.length, blind.length]).toEqual([10_000, 9_792, 1_567, 1_482])
    expect(played.value('cases.reported.all')).toBe(rows.length)
    expect(played.value('cases.closed.all')).toBe(closed.length)
    expect(played.value('cases.late.all')).toBe(late.length)
    expect(played.value('events.noPosition.all')).toBe(blind.length)
    expect(played.value('cases.open')).toBe(rows.length - closed.length)
  })

  // Fault seen: overdue from the due second on; late closings counted when they fell due.
  it('[FD7] open, overdue, late and due equal an independent recount at ten moments', () => {
    const cases = rows.map(({ CreatedDate, CloseDate, DueDate }) => ({
      from: secondOf(CreatedDate!),
      to: secondOf(CloseDate!),
      due: secondOf(DueDate!),
    }))
    const ten = Array.from({ length: 10 }, (_, nth) => moves[Math.floor(((nth + 1) * moves.length) / 10) - 1]!)
    expect(new Set(ten.map(([clock]) => clock)).size).toBe(10)
    for (const [clock = 0, ...counted] of ten) {
      const begun = cases.filter(({ from, to }) => from <= clock || to <= clock)
      const open = begun.filter(({ to }) => !(to <= clock))
      const overdue = open.filter(({ due }) => due < clock)
      const late = cases.filter(({ to, due }) => to <= clock && to > due)
      const due = begun.filter((row) => row.due <= clock)
      expect([clock, ...counted]).toEqual([clock, open.length, overdue.length, late.length, due.length])
    }
  })

  // Fault seen: two type names given the same code.
  it('[FE10] every type counts what the file counts', () => {
    const counted = tally(rows.map((row) => row['SRType']!))
    expect(counted.size).toBe(231)
    const { types } = played.city.catalogue
    for (const [name, count] of counted) {
      const code = types.find(({ name: { en } }) => en === name)?.code
      expect([name, played.value(`cases.byType.${code}.all`)]).toEqual([name, count])
    }
  })

  it('[FE6] [FE7] the clock stands at the last event and the status accounts for every row', () => {
    expect(played.failures).toEqual([])
    expect(played.status).toMatchObject({ state: 'done', rows: 10_000, accepted: 19_792, duplicate: 0, rejected: 0, reasons: {} })
    expect(played.status.clock).toBe('2019-02-13T21:18:56.000Z')
    expect(played.fold.clock).toBe(Date.parse('2019-02-13T21:18:56Z') / 1000)
  })
})
