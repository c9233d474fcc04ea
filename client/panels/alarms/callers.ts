import type { AlarmQueue } from '../../state/alarm-queue.ts'
import type { WarningFacts } from '../../state/situation.ts'

/** Something grave that calls for a person by ear: our alarms of levels 1 and 2 that wait, official warnings Ⅰ and Ⅱ. */
export interface Caller {
  readonly id: string
  readonly level: 1 | 2
  /** Called again until somebody acknowledges it; a warning has no acknowledgement and calls once. */
  readonly again: boolean
}

/** A level 1 alarm that still waits is heard again after this. */
export const CALL_AGAIN_MS = 30_000

/** Who calls now. What was reported late is listed without sound, and an exercise is silent. AL12 */
export function callersOf(queue: Pick<AlarmQueue, 'cards'>, warnings: readonly WarningFacts[]): readonly Caller[] {
  const alarms = queue.cards.flatMap(({ level, waiting, first, members }): Caller[] => {
    if (level > 2 || waiting === 0 || first.late) return []
    const ids = members.length === 0 ? [first.id] : members.map(({ id }) => id)
    return ids.map((id) => ({ id, level: level === 1 ? 1 : 2, again: level === 1 }))
  })
  const issued = warnings.filter(({ level, status }) => level <= 2 && status === 'actual')
  return [
    ...alarms,
    ...issued.map(({ id, level }): Caller => ({ id: `warning ${id}`, level: level === 1 ? 1 : 2, again: false })),
  ]
}

/** The level to sound now, the gravest of what was not heard yet or must be heard again; undefined: silence. */
export function levelToSound(callers: readonly Caller[], heard: ReadonlyMap<string, number>, nowMs: number): 1 | 2 | undefined {
  const due = callers.filter(({ id, again }) => {
    const at = heard.get(id)
    return at === undefined || (again && nowMs - at >= CALL_AGAIN_MS)
  })
  return due.length === 0 ? undefined : due.some(({ level }) => level === 1) ? 1 : 2
}
