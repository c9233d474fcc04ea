import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readMapping, type Mapping } from '../../server/feed/recorded/mapping.ts'
import { dataSet } from '../support/data-sets.ts'
import { plainCsv, tally } from '../support/plain-csv.ts'
import { playRecording } from '../support/play-recording.ts'

const path = dataSet('events-baltimore-311/baltimore_311_sample.csv.gz')
const MAPPING = join(import.meta.dirname, '../../public/feeds/baltimore-311.json')

/** `04/12/2018 11:11:26 AM` as text that sorts by time. */
function sortable(time: string): string {
  const [, month, day, year, hour, rest, half] = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d)(:\d\d:\d\d) (AM|PM)$/.exec(time)!
  return `${year}${month}${day}${String((Number(hour) % 12) + (half === 'PM' ? 12 : 0)).padStart(2, '0')}${rest}`
}

describe.skipIf(path === undefined)('Baltimore service requests (events-baltimore-311)', () => {
  let played: Awaited<ReturnType<typeof playRecording>>
  let rows: ReturnType<typeof plainCsv>
  beforeAll(async () => {
    rows = plainCsv(path!)
    played = await playRecording({ path: path!, mapping: readMapping(readFileSync(MAPPING, 'utf8')) as Mapping })
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
