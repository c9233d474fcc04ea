import type { Clock } from './clock.ts'

/** `live` follows the wall; `demo` runs from a day back to the wall, then follows it; `replay` is moved by a recorded file alone. */
export type CityMode = 'live' | 'demo' | 'replay'

/** The city's clock: whole seconds that never go back; the only time the fold knows. FE1 */
export interface CityClock {
  readonly mode: CityMode
  /** Epoch seconds. */
  second(): number
  /** The latest moment that is not the future, epoch ms: the wall, or the end of what a feed is handing in. */
  present(): number
  /** Called with each new second, after it has begun; a leap calls once. The answer ends the calls. */
  onSecond(listener: (second: number) => void): () => void
  /** The feed's move; a second that has passed already changes nothing. */
  advanceTo(second: number): void
  /** The feed is about to hand in events up to this moment (epoch ms). */
  expect(untilMs: number): void
  /** From here on the wall moves the clock. */
  followWall(): void
  readonly followsWall: boolean
  stop(): void
}

export interface CityClockOptions {
  readonly clock: Clock
  readonly mode: CityMode
  /** Epoch seconds, see `startSecondOf`. */
  readonly startSecond: number
}

const DAY_S = 86_400

/** What decides where the city's clock begins; all epoch seconds. */
export interface ClockStart {
  readonly wall: number
  /** The newest stamp in the log, undefined while it is empty. */
  readonly lastLogged: number | undefined
  /** A recorded file's first event. */
  readonly firstRecorded?: number | undefined
}

/** Live: the wall. Demo: where the log ends, at most a day back. Replay: where the log ends, else the file's beginning. FE1 */
export function startSecondOf(mode: CityMode, { wall, lastLogged, firstRecorded }: ClockStart): number {
  if (mode === 'replay') return lastLogged ?? firstRecorded ?? wall
  if (mode === 'live') return Math.max(wall, lastLogged ?? 0)
  const dayBack = Math.floor((wall - DAY_S) / 60) * 60
  return Math.max(dayBack, lastLogged ?? 0)
}

class RunningCityClock implements CityClock {
  readonly mode: CityMode
  readonly #clock: Clock
  readonly #listeners = new Set<(second: number) => void>()
  #second: number
  #expected = 0
  #cancel: (() => void) | undefined

  constructor({ clock, mode, startSecond }: CityClockOptions) {
    this.mode = mode
    this.#clock = clock
    this.#second = startSecond
    if (mode === 'live') this.followWall()
  }

  get followsWall(): boolean {
    return this.#cancel !== undefined
  }

  second(): number {
    return this.#second
  }

  present(): number {
    return this.followsWall ? this.#clock.now() : Math.max(this.#second * 1000 + 999, this.#expected)
  }

  onSecond(listener: (second: number) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  advanceTo(second: number): void {
    if (second <= this.#second) return
    this.#second = second
    for (const listener of this.#listeners) listener(second)
  }

  expect(untilMs: number): void {
    this.#expected = Math.max(this.#expected, untilMs)
  }

  followWall(): void {
    if (this.followsWall) return
    const tick = (): void => {
      const now = this.#clock.now()
      this.#cancel = this.#clock.after(1000 - (now % 1000), tick)
      this.advanceTo(Math.floor(now / 1000))
    }
    tick()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#listeners.clear()
  }
}

/** Starts the city's clock; in `live` it follows the wall at once. */
export function createCityClock(options: CityClockOptions): CityClock {
  return new RunningCityClock(options)
}
