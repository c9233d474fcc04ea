import { isWaiting, type AlarmStanding } from '../../shared/domain/alarm.ts'
import type { CityCalendar } from '../../shared/domain/calendar.ts'
import { nextReport } from '../../shared/domain/report-rhythm.ts'
import type { HandoverRow, HandoverSheet } from '../../shared/domain/shift-act.ts'
import type { CaseAsk, StandingCase } from '../aggregate/case-book.ts'
import type { CaseFiles } from '../publish/case-files.ts'
import type { ShiftBook } from '../publish/shift-book.ts'
import type { AlarmNaming } from './alarm-words.ts'
import { isoTime } from './read-parts.ts'

export interface HandoverParts extends AlarmNaming {
  readonly cases: CaseFiles
  readonly book: ShiftBook
  readonly calendar: CityCalendar
}

/** Rows of a section that a sheet names; the rest is counted. */
const ROWS_NAMED = 40
const CASES_COUNTED = 5_000
const DUE_SOON_MS = 2 * 3_600_000
/** Levels below the city that a place is named by. */
const NAMED_PLACES = 3

interface Section {
  readonly count: number
  readonly rows: HandoverRow[]
}

const NOWHERE = { zh: '', en: '' }

class SheetWriter {
  readonly #parts: HandoverParts
  readonly #rules: ReadonlyMap<string, HandoverRow['name']>
  readonly #posts: ReadonlyMap<string, HandoverRow['name']>

  constructor(parts: HandoverParts) {
    this.#parts = parts
    this.#rules = new Map(parts.alarms.rules.map(({ id, name }) => [id, name]))
    this.#posts = new Map(parts.alarms.posts.map(({ code, name }) => [code, name]))
  }

  /** From the street or what is nearest above, down to the node: `西湖区 › 北山街道 › …`. */
  #place(node: number): HandoverRow['place'] {
    const { tree } = this.#parts
    const names: (readonly [zh: string, en: string])[] = []
    for (let at = node; at > 0; at = tree.parent(at)) names.unshift(tree.names(at))
    const shown = names.length === 0 ? [tree.names(0)] : names.slice(0, NAMED_PLACES)
    return { zh: shown.map(([zh]) => zh).join(' › '), en: shown.map(([zh, en]) => en || zh).join(' › ') }
  }

  #alarm(alarm: AlarmStanding, at: number): HandoverRow {
    const { id, rule, level, node, ack, shelved } = alarm
    const post = (shelved ?? ack)?.post
    const by = post === undefined ? undefined : this.#posts.get(post)
    const name = this.#rules.get(rule) ?? { zh: rule, en: rule }
    const named = { id, name, place: this.#place(node), level, at: isoTime(at * 1000) }
    return by === undefined ? named : { ...named, by }
  }

  #case({ id, type, unit, node, due }: StandingCase): HandoverRow {
    const { catalogue } = this.#parts
    const name = catalogue.types[type]?.name ?? { zh: id, en: id }
    const by = catalogue.units[unit]?.name
    const row = { id, name, place: this.#place(node) }
    return { ...row, ...(by === undefined ? {} : { by }), ...(Number.isNaN(due) ? {} : { at: isoTime(due) }) }
  }

  #cases(ask: Omit<CaseAsk, 'node'>, isMeant: (found: StandingCase) => boolean = () => true): Section {
    const { cases } = this.#parts.cases.list({ node: 0, ...ask }, { most: CASES_COUNTED })
    const meant = cases.filter(isMeant)
    return { count: meant.length, rows: meant.slice(0, ROWS_NAMED).map((found) => this.#case(found)) }
  }

  #due(): Section {
    const now = this.#parts.published.asOf * 1000
    return this.#cases({ overdue: false }, ({ due, suspended }) => !suspended && due <= now + DUE_SOON_MS)
  }

  #alarms(isMeant: (alarm: AlarmStanding) => boolean, at: (alarm: AlarmStanding) => number): Section {
    const meant = this.#parts.published.alarms().filter(isMeant)
    return { count: meant.length, rows: meant.slice(0, ROWS_NAMED).map((alarm) => this.#alarm(alarm, at(alarm))) }
  }

  #reports(): Section {
    const { published, alarms, catalogue } = this.#parts
    const plans = new Map(catalogue.plans.map(({ code, name }) => [code, name]))
    const rows = published.responses().map(({ id, plan, level, node, startedAt }) => {
      const { at } = nextReport(Math.floor(startedAt / 1000), published.asOf, alarms.reports)
      return { id, name: plans.get(plan) ?? { zh: plan, en: plan }, place: this.#place(node), level, at: isoTime(at * 1000) }
    })
    return { count: rows.length, rows: rows.slice(0, ROWS_NAMED) }
  }

  #silent(): Section {
    const { published, catalogue } = this.#parts
    const names = new Map(catalogue.sources.map(({ id, name }) => [id, name]))
    const silent = published.sources().filter(({ state }) => state === 'late' || state === 'stale')
    const rows = silent.map(({ id, lastWord }) => {
      const row = { id, name: names.get(id) ?? { zh: id, en: id }, place: NOWHERE }
      return lastWord === undefined ? row : { ...row, at: isoTime(lastWord) }
    })
    return { count: rows.length, rows: rows.slice(0, ROWS_NAMED) }
  }

  sheet(post: string): HandoverSheet {
    const { published, book, calendar } = this.#parts
    const { asOf, epoch, seq } = published
    const from = book.tookOver(post) ?? calendar.span('shift', asOf).start
    return {
      post,
      from: isoTime(from * 1000),
      asOf: isoTime(asOf * 1000),
      epoch,
      seq,
      sections: {
        unacknowledged: this.#alarms(
          (alarm) => alarm.active && isWaiting(alarm),
          ({ since }) => since,
        ),
        overdue: this.#cases({ overdue: true }),
        due: this.#due(),
        supervised: this.#cases({ supervised: true }),
        suspended: this.#cases({ suspended: true }),
        shelved: this.#alarms(
          ({ shelved }) => shelved !== undefined,
          ({ shelved, since }) => shelved?.until ?? since,
        ),
        reports: this.#reports(),
        silent: this.#silent(),
      },
      done: [...book.done(from)],
    }
  }
}

/** Writes the sheet of a handover from what may be seen at this moment and what was done. SH3 */
export function handoverSheets(parts: HandoverParts): (post: string) => HandoverSheet {
  const writer = new SheetWriter(parts)
  return (post) => writer.sheet(post)
}
