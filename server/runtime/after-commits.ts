import type { EventLog } from '../log/event-log.ts'

export interface CommitsUnderWay {
  readonly log: Pick<EventLog, 'append'>
  /** Events handed to the log and not yet folded. */
  pending(): number
}

/**
 * Moves the clock of the fold only when every entry stamped before the new second is folded, as a rebuild of the
 * log would: what is kept at full minutes then depends on the log alone. At once where nothing is under way. FD11
 */
export function afterCommits(commits: CommitsUnderWay, advance: (second: number) => void): (second: number) => void {
  return (second) => {
    if (commits.pending() === 0) advance(second)
    else
      void commits.log
        .append([])
        .catch(() => undefined)
        .then(() => advance(second))
  }
}
