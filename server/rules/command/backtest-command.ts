import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keysOf } from '../../../shared/figures/keys.ts'
import { inputFaults } from '../../../shared/rules/check-rule-book.ts'
import { loadCity, type City } from '../../city/load-city.ts'
import { logFile } from '../../log/sqlite-driver.ts'
import { openSqliteLogReader } from '../../log/sqlite-log-reader.ts'
import { catalogueOf } from '../../runtime/catalogue-acts.ts'
import { WrongConfiguration } from '../../runtime/wrong-configuration.ts'
import { readRuleBook } from '../read-rule-book.ts'
import { tierHistory, type TierHistory, type TierStay } from './tier-history.ts'
import type { CheckAnswer } from './check-command.ts'

export interface BacktestOptions {
  readonly rules: string
  readonly dataDir: string
  /** As the server's `--city`. */
  readonly city: string
}

const HEADER = 'node,tier,entries,exits,minutes,entriesNow,exitsNow,minutesNow,minutesMore'
const NO_STAY: TierStay = { entries: 0, exits: 0, minutes: 0 }

function openCity(name: string): City {
  const cacheDir = mkdtempSync(join(tmpdir(), 'gridwall-backtest-'))
  try {
    return loadCity({ city: name, cacheDir })
  } finally {
    rmSync(cacheDir, { recursive: true, force: true })
  }
}

function checkFolder(dataDir: string, { manifest }: City): void {
  if (!existsSync(logFile(dataDir))) throw new WrongConfiguration(`--data ${dataDir} holds no log: give a server's data folder`)
  const mark = join(dataDir, 'city')
  const owner = existsSync(mark) ? readFileSync(mark, 'utf8').trim() : manifest.code
  if (owner !== manifest.code)
    throw new WrongConfiguration(
      `--data ${dataDir} holds the log of city ${owner}, not of ${manifest.code}: name that one with --city`,
    )
}

const tierName = (tier: number) => (tier === 0 ? 'unknown' : String(tier))

/** One line an area and tier in which the two histories differ. */
function differences(proposed: TierHistory, inForce: TierHistory, codeOf: (node: number) => string): string[] {
  const nodes = [...new Set([...proposed.keys(), ...inForce.keys()])].sort((a, b) => a - b)
  return nodes.flatMap((node) =>
    [5, 4, 3, 2, 1, 0].flatMap((tier) => {
      const [then, now] = [proposed.get(node)?.[tier] ?? NO_STAY, inForce.get(node)?.[tier] ?? NO_STAY]
      if (then.entries === now.entries && then.exits === now.exits && then.minutes === now.minutes) return []
      const stays = [then, now].flatMap(({ entries, exits, minutes }) => [entries, exits, minutes])
      return [[codeOf(node), tierName(tier), ...stays, then.minutes - now.minutes].join(',')]
    }),
  )
}

/**
 * What a rule book would have raised over the stored history beside the one in force. The log is opened for reading
 * alone and read to where it ends at the call, so a server may go on writing it. TR10
 */
export function backtestCommand({ rules, dataDir, city: name }: BacktestOptions): CheckAnswer {
  const book = readRuleBook(rules)
  const city = openCity(name)
  checkFolder(dataDir, city)
  const numbers = { first: 1, next: Number.MAX_SAFE_INTEGER }
  const log = openSqliteLogReader(dataDir, () => numbers)
  try {
    const catalogue = catalogueOf(city.catalogue, log)
    const things = new Set(keysOf(catalogue).flatMap(({ key, cls }) => (cls === 'T' ? [key] : [])))
    const [fault] = inputFaults(book, (key) => things.has(key))
    if (fault) throw new WrongConfiguration(`--rules ${rules} does not fit the city: ${fault.at}: ${fault.message}`)
    const { first, next } = log.stored
    const options = { city, catalogue, log, upTo: next - 1 }
    const lines = differences(tierHistory(book, options), tierHistory(city.rules, options), (node) => city.tree.code(node))
    const since = first > 1 ? `; the log begins at event ${first}, what was before is not known` : ''
    return { lines: [HEADER, ...lines], summary: `${next - first} events; ${lines.length} areas and tiers differ${since}` }
  } finally {
    log.close()
  }
}
