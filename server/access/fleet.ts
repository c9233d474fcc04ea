import type { ScreenReport } from '../../shared/protocol/messages.ts'

/** A screen as it last spoke. */
export interface FleetScreen {
  /** Name of its account or number of its device. */
  readonly name: string
  readonly from: string
  readonly report: ScreenReport
  /** Wall time of its last report, epoch ms. */
  readonly at: number
  readonly connected: boolean
}

/** Silence after which a screen is missing: three reports and a little. DV4 */
export const MISSING_MS = 60_000
/** Screens remembered after they are gone; the one gone longest is forgotten first. */
const MOST_REMEMBERED = 5_000

/** What every screen last said of itself; a screen that falls silent stays listed. DV4 */
export class Fleet {
  readonly #screens = new Map<string, FleetScreen>()
  readonly #onReport: (key: string, report: ScreenReport) => void

  constructor(onReport: (key: string, report: ScreenReport) => void) {
    this.#onReport = onReport
  }

  /** `line` names a connection, `key` the device or the account's machine. */
  report(key: string, screen: Omit<FleetScreen, 'connected'>): void {
    this.#screens.delete(key)
    this.#screens.set(key, { ...screen, connected: true })
    this.#onReport(key, screen.report)
    const [oldest] = this.#screens.keys()
    if (this.#screens.size > MOST_REMEMBERED && oldest !== undefined) this.#screens.delete(oldest)
  }

  /** Its line was closed. */
  gone(key: string): void {
    const screen = this.#screens.get(key)
    if (screen) this.#screens.set(key, { ...screen, connected: false })
  }

  forget(key: string): void {
    this.#screens.delete(key)
  }

  has(key: string): boolean {
    return this.#screens.has(key)
  }

  get all(): readonly (FleetScreen & { readonly key: string })[] {
    return [...this.#screens].map(([key, screen]) => ({ key, ...screen }))
  }
}

const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))

/** Whether a screen is to be dark at a minute of the city's day; `on` is HH:MM-HH:MM. */
function isDark(on: string | undefined, minute: number): boolean {
  if (on === undefined || on === '') return false
  const [from, to] = [minuteOf(on), minuteOf(on.slice(6))]
  return from < to ? minute < from || minute >= to : minute < from && minute >= to
}

/** When a screen last spoke, or since when it is to speak; epoch ms. `on`: its own hours HH:MM-HH:MM. */
interface ExpectedWord {
  readonly at: number
  readonly on?: string | undefined
  readonly heard: boolean
}

/** `missing` when it has not spoken for a minute, unless it is dark by plan; `awaited` until then where it never spoke. DV4 */
export function fleetState(
  { at, on, heard }: ExpectedWord,
  { now, timezone }: { readonly now: number; readonly timezone: string },
): 'live' | 'awaited' | 'dark' | 'missing' {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  if (isDark(on, minuteOf(clock.format(now)))) return 'dark'
  if (now - at > MISSING_MS) return 'missing'
  return heard ? 'live' : 'awaited'
}
