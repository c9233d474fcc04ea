import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { PERSON_BASES, P_WINDOWS, X_WINDOWS } from '../../shared/figures/keys.ts'
import type { CityCounters } from './city-counters.ts'
import { HISTORY_P, HISTORY_X } from './day-history.ts'
import type { NodeColumns } from './node-columns.ts'

const WINDOWS = { P: P_WINDOWS, X: X_WINDOWS } as const
const PREFIX = { P: 'p.', X: 'x.' } as const
const HISTORY = { P: HISTORY_P, X: HISTORY_X } as const

/** Counts of P and X events under keys of their own; no case of theirs is remembered. FD10 */
export class PersonCounts {
  readonly #columns: NodeColumns
  readonly #counters: CityCounters

  constructor(columns: NodeColumns, counters: CityCounters) {
    this.#columns = columns
    this.#counters = counters
  }

  /** Counts one event of class P or X. */
  take(event: StoredEvent, node: number, second: number): void {
    const cls = event.cls === 'P' ? 'P' : 'X'
    const isStep = (step: string) => event.kind === 'case' && event.step === step && event.selfHandled !== true
    const counted = { events: true, 'cases.reported': isStep('reported'), 'cases.closed': isStep('closed') }
    PERSON_BASES.forEach((base, at) => {
      if (!counted[base]) return
      this.#counters.windows.countIn(node, second, PREFIX[cls] + base, WINDOWS[cls], 1)
      this.#counters.history.add(node, second, 1, 1, HISTORY[cls] + at)
    })
    if (event.tray) this.#counters.windows.countIn(node, second, 'x.tray', ['all'], 1)
    this.#columns.mark(node)
  }
}
