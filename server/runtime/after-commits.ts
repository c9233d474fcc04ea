import type { EventLog } from '../log/event-log.ts'

export interface CommitsUnderWay {
  readonly log: Pick<EventLog, 'append'>
  readonly fold: { advance(second: number): void }
  /** After each move. */
  readonly onMoved: () => void
}

/**
 * Moves the clock of the fold only when every entry stamped before the new second is folded, whoever wrote it, as a
 * rebuild of the log would: what is kept at full minutes then depends on the log alone. Without a wait where nothing
 * is under way. FD11
 */
export function afterCommits({ log, fold, onMoved }: CommitsUnderWay): (second: number) => void {
  return (second) =>
    void log
      .append([])
      .catch(() => undefined)
      .then(() => {
        fold.advance(second)
        onMoved()
      })
}
