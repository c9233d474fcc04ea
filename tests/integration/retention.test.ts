import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openSqliteEventLog } from '../../server/log/sqlite-event-log.ts'
import { systemClock } from '../../server/runtime/clock.ts'
import { DETAIL_DAYS, detailFrom, expiredDetail, forgetDetail } from '../../server/runtime/forget-detail.ts'
import { retentionLines } from '../../server/runtime/retention-command.ts'
import type { EntryKind, PendingEntry } from '../../server/log/event-log.ts'

const DAY_S = 86_400
/** The start of a city day in Hangzhou. */
const TODAY = Date.parse('2026-11-26T00:00:00+08:00') / 1000
const folders: string[] = []
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })))

function entryOf(kind: EntryKind, daysAgo: number, source: string, mark: string): PendingEntry {
  const at = TODAY - daysAgo * DAY_S
  const line = {
    kind: 'case',
    id: mark,
    source,
    t: at * 1000,
    node: '330106',
    cls: kind,
    caseId: `secret-${mark}`,
    step: 'reported',
    type: 'grid.0101',
  }
  return { kind, count: 1, at, prints: new Uint8Array(8).fill(daysAgo), body: Buffer.from(JSON.stringify(line)) }
}
const kept = { sources: [{ id: 'brief', register: { keepDays: 7 } }] }

async function aLog() {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-retention-'))
  folders.push(folder)
  const log = await openSqliteEventLog({ folder, clock: systemClock })
  await log.append([
    entryOf('T', 90, 'grid', 'thing'),
    entryOf('P', 90, 'grid', 'old-person'),
    entryOf('X', 60, 'grid', 'old-sensitive'),
    entryOf('P', 10, 'brief', 'short-kept'),
    entryOf('P', 10, 'grid', 'in-time'),
    entryOf('P', DETAIL_DAYS - 1, 'grid', 'last-day'),
    entryOf('X', 3, 'brief', 'young'),
  ])
  return { folder, log, asked: { kept, day: TODAY, from: detailFrom(log), below: log.next } }
}
const textOf = (folder: string) =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('')

describe('retention', () => {
  it('[LG12] takes what old person-related and sensitive events said out of every file, and leaves the rest', async () => {
    // Fault seen: the write-ahead file not cut after the rewriting; the limit of a source's own entry left out.
    const { folder, log, asked } = await aLog()
    const gone = await forgetDetail({ log, fold: { apply: () => undefined } }, asked, TODAY)
    expect(gone.map(({ cls, source, events }) => [cls, source, events])).toEqual([
      ['P', 'grid', 1],
      ['X', 'grid', 1],
      ['P', 'brief', 1],
    ])
    const text = textOf(folder)
    for (const mark of ['old-person', 'old-sensitive', 'short-kept']) expect(text.includes(mark), mark).toBe(false)
    const lines = [...log.readFrom(1)].map(({ body }) => Buffer.from(body).toString())
    for (const mark of ['thing', 'in-time', 'last-day', 'young']) expect(lines.join('\n')).toContain(`secret-${mark}`)
    expect(JSON.parse(lines[1] ?? '')).toEqual({ kind: 'masked', source: 'grid', t: (TODAY - 90 * DAY_S) * 1000 })
    expect([...log.printsFrom(1)].slice(0, 2).map(({ prints }) => prints[0])).toEqual([90, 90])
    await log.close()
  })

  it('[LG12] goes on where it ended, also in a new process, and does nothing twice', async () => {
    const { folder, log, asked } = await aLog()
    await forgetDetail({ log, fold: { apply: () => undefined } }, asked, TODAY)
    await log.close()
    const again = await openSqliteEventLog({ folder, clock: systemClock })
    const from = detailFrom(again)
    expect(from).toBe(4)
    expect(
      await forgetDetail({ log: again, fold: { apply: () => undefined } }, { ...asked, from, below: again.next }, TODAY),
    ).toEqual([])
    expect(
      await forgetDetail({ log: again, fold: { apply: () => undefined } }, { ...asked, from: 1, below: again.next }, TODAY),
    ).toEqual([])
    await again.close()
  })

  it('[LG12] keeps what the snapshots do not hold yet', async () => {
    const { log, asked } = await aLog()
    expect(expiredDetail(log, { ...asked, below: 3 }).map(({ events }) => events)).toEqual([1])
    await log.close()
  })

  it('[LG12] the command says what would go and changes nothing', async () => {
    const { folder, log } = await aLog()
    await log.close()
    const before = readFileSync(join(folder, 'log.db'), 'latin1')
    expect(retentionLines(folder, 'auto', TODAY + 100).map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
      'P,grid,1',
      'X,grid,1',
    ])
    expect(readFileSync(join(folder, 'log.db'), 'latin1') === before).toBe(true)
  })
})
