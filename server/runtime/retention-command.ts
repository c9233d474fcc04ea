import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createCalendar } from '../../shared/domain/calendar.ts'
import { loadCity } from '../city/load-city.ts'
import { logFile } from '../log/sqlite-driver.ts'
import { openSqliteLogReader } from '../log/sqlite-log-reader.ts'
import { catalogueOf } from './catalogue-acts.ts'
import { DETAIL_DAYS, expiredDetail } from './forget-detail.ts'
import { WrongConfiguration } from './wrong-configuration.ts'

const HELP = `What the log forgets, and when

  npm run -s retention -- --dry-run [--data DIR] [--city CITY]
      what would go at the next turn of the day: one line a class and source, with events and the span of their stamps;
      reads alone, a server may be running on the folder

The server forgets by itself, once a day and after a snapshot. Person-related and sensitive detail is kept ${DETAIL_DAYS} days, or as
long as the register says of its source; older whole days of all classes follow --keep. Figures stay.

Exit codes: 0 done, 2 wrong options or files, 1 anything else.`
const HEADER = 'class,source,events,oldest,newest'

function asked(argv: readonly string[]) {
  const text = { type: 'string' as const }
  const flag = { type: 'boolean' as const }
  try {
    return parseArgs({ args: [...argv], options: { data: text, city: text, 'dry-run': flag, help: flag }, strict: true }).values
  } catch (reason) {
    throw new WrongConfiguration(`${reason instanceof Error ? reason.message : String(reason)}: see --help`)
  }
}

function openCity(name: string) {
  const cacheDir = mkdtempSync(join(tmpdir(), 'gridwall-retention-'))
  try {
    return loadCity({ city: name, cacheDir })
  } finally {
    rmSync(cacheDir, { recursive: true, force: true })
  }
}

/** One line a class and source whose detail is past its time at the moment `now`, epoch seconds; newest stamps are of the log. */
export function retentionLines(folder: string, city: string, now: number): readonly string[] {
  if (!existsSync(logFile(folder))) throw new WrongConfiguration(`--data ${folder} holds no log: give a server's data folder`)
  const reader = openSqliteLogReader(folder, () => reader.stored)
  try {
    const { catalogue, manifest } = openCity(city)
    const day = createCalendar(manifest).span('day', now).start
    const { first, next } = reader.stored
    const expired = expiredDetail(reader, { kept: catalogueOf(catalogue, reader), day, from: first, below: next })
    const stamp = (second: number) => new Date(second * 1000).toISOString()
    return expired.map(({ cls, source, events, oldest, newest }) => [cls, source, events, stamp(oldest), stamp(newest)].join(','))
  } finally {
    reader.close()
  }
}

/** Runs the command; answers what it prints. */
export function retentionCommand(argv: readonly string[], now: number): string {
  const { data = './data', city = 'hangzhou', help, 'dry-run': dryRun } = asked(argv)
  if (help === true) return HELP
  if (dryRun !== true)
    throw new WrongConfiguration('--dry-run is missing: the server itself forgets, this command only shows what goes')
  return [HEADER, ...retentionLines(data, city, now)].join('\n')
}
