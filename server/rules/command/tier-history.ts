import { createCalendar } from '../../../shared/domain/calendar.ts'
import type { Catalogue } from '../../../shared/domain/catalogue.ts'
import type { RuleBook } from '../../../shared/domain/rule-book.ts'
import { keysOf } from '../../../shared/figures/keys.ts'
import { assessCity } from '../../aggregate/city-assessor.ts'
import { createFigures } from '../../aggregate/city-figures.ts'
import type { City } from '../../city/load-city.ts'
import { createFold } from '../../fold/fold.ts'
import { LoggedLines } from '../../log/logged-lines.ts'
import type { EventLog } from '../../log/event-log.ts'
import { Fingerprint } from '../../validate/fingerprint.ts'

const MINUTE_S = 60
/** Published tiers 1 to 5, and 0 for unknown. */
const TIERS = 6

/** How often an area came into a tier and left it, and how many full minutes it was found in it. */
export interface TierStay {
  entries: number
  exits: number
  minutes: number
}

/** By node number, then by tier (0: unknown). */
export type TierHistory = ReadonlyMap<number, readonly TierStay[]>

export interface HistoryOptions {
  readonly city: City
  readonly catalogue: Catalogue
  readonly log: Pick<EventLog, 'readFrom' | 'entryAt'>
  /** Numbers above this are left out, so that two histories are of the same events. */
  readonly upTo: number
}

class Stays {
  readonly byNode = new Map<number, TierStay[]>()
  readonly #tier = new Map<number, { tier: number; since: number }>()

  /** The area has this tier from the minute on; the first one seen is no entry. */
  see(node: number, tier: number, minute: number): void {
    const last = this.#tier.get(node)
    if (last?.tier === tier) return
    this.#tier.set(node, { tier, since: minute })
    if (!last) return
    const stays = this.#of(node)
    const [left, entered] = [stays[last.tier] as TierStay, stays[tier] as TierStay]
    left.exits += 1
    left.minutes += minute - last.since
    entered.entries += 1
  }

  end(minute: number): void {
    for (const [node, { tier, since }] of this.#tier) (this.#of(node)[tier] as TierStay).minutes += minute - since
  }

  #of(node: number): TierStay[] {
    const known = this.byNode.get(node)
    if (known) return known
    const made = Array.from({ length: TIERS }, () => ({ entries: 0, exits: 0, minutes: 0 }))
    this.byNode.set(node, made)
    return made
  }
}

/** Folds the log anew under a rule book and looks at every area's tier at each full minute of the clock. TR10 */
export function tierHistory(rules: RuleBook, { city, catalogue, log, upTo }: HistoryOptions): TierHistory {
  const calendar = createCalendar(city.manifest)
  const print = new Fingerprint(new Uint8Array(8))
  const lines = new LoggedLines(log)
  const eventAt = (seq: number) => lines.eventAt(seq)
  const fold = createFold({ tree: city.tree, catalogue, calendar, workCalendar: city.workCalendar, print, eventAt })
  const keys = keysOf(catalogue)
  assessCity(fold, { catalogue, keys, rules })
  const figures = createFigures({ fold, catalogue, keys, rules })
  const tier = keys.findIndex(({ key }) => key === 'tier')
  const stays = new Stays()
  const look = (minute: number) => {
    for (const node of figures.takeDirty().nodes) {
      const level = figures.value(tier, node)
      stays.see(node, Number.isNaN(level) ? 0 : level, minute)
    }
  }
  let minute = Number.NaN
  for (const entry of log.readFrom(1)) {
    if (entry.firstSeq > upTo) break
    const last = Math.floor(entry.at / MINUTE_S)
    if (Number.isNaN(minute)) {
      minute = last
      fold.advance(minute * MINUTE_S)
      look(minute)
    }
    for (; minute < last; minute++) {
      fold.advance((minute + 1) * MINUTE_S)
      look(minute + 1)
    }
    fold.apply(entry)
  }
  if (!Number.isNaN(minute)) {
    look(minute)
    stays.end(minute)
  }
  return stays.byNode
}
