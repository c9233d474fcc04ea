import type { AlarmAct } from '../../shared/domain/alarm-act.ts'
import type { AlarmStanding } from '../../shared/domain/alarm.ts'

/** One stretch of time in which a cause held; epoch seconds, `until` null while it goes on. */
interface Episode {
  since: number
  until: number | null
  knownAt: number
  late: boolean
  value: number | null
  returns: number
  ack: { at: number; until: number; post: string; comment: string } | null
  clearedBy: { at: number; post: string; comment: string } | null
}

/** One subject under one rule: what holds now, and from when it will hold unless something changes. */
export interface AlarmRecord {
  readonly id: string
  readonly rule: string
  readonly level: number
  readonly subject: string
  readonly node: number
  readonly about: string | null
  /** The second at which the cause begins if nothing happens before; null for none foreseen. */
  coming: number | null
  now: Episode | null
  /** What `now` took the place of; comes back where `now` turns out never to have been. */
  before: Episode | null
  shelved: { until: number; post: string; comment: string } | null
}

/** A cause that holds, as a watch reports it. */
export interface Cause {
  readonly since: number
  /** When it ends by itself; null: not by itself. */
  readonly until: number | null
  /** The clock second of the entry that told of it. */
  readonly at: number
  readonly late: boolean
  readonly value: number | null
}

/** The cause holds. What comes back within `dampSeconds` goes on as the same episode and keeps its acknowledgement. AL3 */
export function takeCause(record: AlarmRecord, cause: Cause, dampSeconds: number): void {
  const { now } = record
  record.coming = null
  if (now?.clearedBy) {
    if (cause.since <= now.clearedBy.at) return
  } else if (now && (now.until === null || cause.since <= now.until + dampSeconds)) {
    if (now.until !== null && cause.since > now.until) now.returns++
    now.until = now.until === null || cause.until === null ? cause.until : Math.max(now.until, cause.until)
    now.value = cause.value
    return
  }
  const { since, until, at, late, value } = cause
  record.before = now && { ...now }
  record.now = { since, until, knownAt: Math.max(since, at), late, value, returns: 0, ack: null, clearedBy: null }
}

/** Whether the cause has ended by `second`, so that its end there changes nothing. */
export function isOver({ now }: AlarmRecord, second: number): boolean {
  return now === null || (now.until !== null && now.until <= second)
}

/** The cause is over since `second`; an episode that would end before it began has never been. AL3 */
export function endCause(record: AlarmRecord, second: number): void {
  const { now } = record
  record.coming = null
  if (now === null || isOver(record, second)) return
  if (second > now.since) now.until = second
  else {
    record.now = record.before
    record.before = null
  }
}

/** Seconds for which an acknowledgement or a shelving may be taken back. */
const UNDO_S = 10

/** A desk's act on one alarm at the clock second of its entry. AL4 */
export function actOn(record: AlarmRecord, act: AlarmAct, at: number, lapseSeconds: number): void {
  const { now } = record
  const { post, comment } = act
  switch (act.action) {
    case 'ack':
      if (now) now.ack = { at, until: at + lapseSeconds, post, comment }
      return
    case 'unack':
      if (now?.ack && at - now.ack.at <= UNDO_S) now.ack = null
      return
    case 'shelve':
      record.shelved = { until: at + act.minutes * 60, post, comment }
      return
    case 'unshelve':
      record.shelved = null
      return
    case 'clear':
      if (!now) return
      now.clearedBy = { at, post, comment }
      if (now.until === null || now.until > at) now.until = at
  }
}

/** How long a cleared alarm stays in the list, seconds by level: without an acknowledgement, and with one. */
const KEPT_UNSEEN_S = [28_800, 28_800, 7_200, 1_800]
const KEPT_SEEN_S = 600

const isSeen = ({ ack, clearedBy }: Episode) => ack !== null || clearedBy !== null
const keptUntil = (episode: Episode, level: number): number =>
  episode.until === null
    ? Number.POSITIVE_INFINITY
    : episode.until + (isSeen(episode) ? KEPT_SEEN_S : (KEPT_UNSEEN_S[level - 1] ?? KEPT_SEEN_S))

export const isActive = ({ now }: AlarmRecord, clock: number): boolean =>
  now !== null && now.since <= clock && (now.until === null || now.until > clock)

/** Active, or cleared so lately that the list still holds it. */
export const isListed = ({ now, level }: AlarmRecord, clock: number): boolean =>
  now !== null && now.since <= clock && keptUntil(now, level) > clock

/** Seconds at which the standing may change by itself. */
export function momentsOf({ coming, now, shelved, level }: AlarmRecord): readonly number[] {
  const own = now ? [now.since, now.until, now.ack?.until, keptUntil(now, level)] : []
  return [coming, shelved?.until, ...own].flatMap((second) => (Number.isFinite(second) ? [second as number] : []))
}

function waitsSince({ ack, clearedBy, knownAt }: Episode, clock: number): number | undefined {
  if (clearedBy) return undefined
  if (!ack) return knownAt
  return ack.until > clock ? undefined : ack.until
}

/** What a record is at the clock second; only for listed ones. AL2 */
export function standingOf(record: AlarmRecord, clock: number, suppressedBy: string | undefined): AlarmStanding {
  const { id, rule, level, node, subject, about, shelved } = record
  const now = record.now as Episode
  const active = isActive(record, clock)
  return {
    id,
    rule,
    level,
    node,
    subject,
    about: about ?? undefined,
    value: now.value ?? undefined,
    since: now.since,
    knownAt: now.knownAt,
    late: now.late,
    active,
    clearedAt: active ? undefined : (now.until ?? undefined),
    returns: now.returns,
    ack: now.ack && now.ack.until > clock ? now.ack : undefined,
    shelved: shelved && shelved.until > clock ? shelved : undefined,
    suppressedBy,
    waitsSince: waitsSince(now, clock),
  }
}
