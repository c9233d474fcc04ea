import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { PERSON_BASES, P_WINDOWS, X_WINDOWS } from '../../shared/figures/keys.ts'
import { wideOffset } from '../../shared/figures/counter-layout.ts'
import type { CityCounters } from './city-counters.ts'
import { HISTORY_P, HISTORY_X } from './day-history.ts'

/** Where the windows of each base lie, and the row of the first base in the counts by day. */
const CLASSES = {
  P: {
    windows: P_WINDOWS,
    history: HISTORY_P,
    offsets: PERSON_BASES.map((base) => P_WINDOWS.map((w) => wideOffset(`p.${base}.${w}`))),
  },
  X: {
    windows: X_WINDOWS,
    history: HISTORY_X,
    offsets: PERSON_BASES.map((base) => X_WINDOWS.map((w) => wideOffset(`x.${base}.${w}`))),
  },
} as const
const TRAY = [wideOffset('x.tray.all')]
const EVENTS = PERSON_BASES.indexOf('events')
const REPORTED = PERSON_BASES.indexOf('cases.reported')
const CLOSED = PERSON_BASES.indexOf('cases.closed')

/** Counts of P and X events under keys of their own; no case of theirs is remembered. FD10 */
export class PersonCounts {
  readonly #counters: CityCounters

  constructor(counters: CityCounters) {
    this.#counters = counters
  }

  /** Counts one event of class P or X. */
  take(event: StoredEvent, node: number, second: number): void {
    const cls = event.cls === 'P' ? 'P' : 'X'
    this.#count(cls, EVENTS, node, second)
    const isCase = event.kind === 'case' && event.selfHandled !== true
    if (isCase && event.step === 'reported') this.#count(cls, REPORTED, node, second)
    if (isCase && event.step === 'closed') this.#count(cls, CLOSED, node, second)
    if (event.tray) this.#counters.windows.countIn(node, second, TRAY, ['all'])
  }

  #count(cls: 'P' | 'X', base: number, node: number, second: number): void {
    const { windows, history, offsets } = CLASSES[cls]
    this.#counters.windows.countIn(node, second, offsets[base] as number[], windows)
    this.#counters.history.add(node, second, 1 << (history + base), 1)
  }
}
