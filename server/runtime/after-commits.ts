import type { EventLog } from '../log/event-log.ts'

export interface CommitsUnderWay {
  readonly log: Pick<EventLog, 'append'>
  /** Events handed to the log and not yet folded. */
  readonly door: { readonly pending: number }
  readonly fold: { advance(second: number): void }
  /** After each move. */
  readonly onMoved: () => void
}

/**
 * Moves the clock of the fold only when every entry stamped before the new second is folded, as a rebuild of the
 * log would: what is kept at full minutes then depends on the log alone. At once where nothing is under way. FD11
 */
export function afterCommits({ log, door, fold, onMoved }: CommitsUnderWay): (second: number) => void {
  const move = (second: number) => {
    fold.advance(second)
    onMoved()
  }
  return (second) => {
    if (door.pending === 0) move(second)
    else
      void log
        .append([])
        .catch(() => undefined)
        .then(() => move(second))
  }
}
