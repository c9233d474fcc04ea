import type { ThresholdBook } from '../publish/threshold-book.ts'
import type { AlarmCard } from '../../shared/domain/alarm-cards.ts'
import type { AlarmRules } from '../../shared/domain/alarm-rules.ts'
import { escalationOf, type AlarmStanding } from '../../shared/domain/alarm.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { Published } from '../publish/published.ts'
import type { NoticeFacts } from '../outbox/notice-body.ts'
import type { NoticeBoard } from '../outbox/notice-board.ts'
import { isoTime, nodeFacts, type ReadParts } from './read-parts.ts'

/** What names alarms. */
export interface AlarmNaming extends ReadParts {
  readonly alarms: AlarmRules
  readonly catalogue: Catalogue
}

export interface AlarmRouteParts extends AlarmNaming {
  /** Cuts of the rules that were changed at desks. */
  readonly thresholds: ThresholdBook
  readonly board: NoticeBoard
}

type Named = Catalogue['types'][number]['name']

/** Names of what alarms are about, by code. */
export function aboutNames({ types, dimensions, measureTypes, sources }: Catalogue): ReadonlyMap<string, Named> {
  return new Map(
    [...types, ...dimensions, ...measureTypes]
      .map(({ code, name }) => [code, name] as const)
      .concat(sources.map(({ id, name }) => [id, name] as const)),
  )
}

const isoSecond = (second: number) => isoTime(second * 1000)

/** Areas from below the root down to the node, by name. */
export function placeOf({ tree }: Pick<AlarmRouteParts, 'tree'>, node: number) {
  const path: { code: string; name: Named; level: string }[] = []
  for (let at = node; at > 0; at = tree.parent(at)) {
    const { code, name, level } = nodeFacts(tree, at)
    path.unshift({ code, name, level })
  }
  return path.length === 0 ? [{ code: tree.code(0), name: nodeFacts(tree, 0).name, level: nodeFacts(tree, 0).level }] : path
}

function escalationWords({ alarms: rules, published, board }: AlarmRouteParts, alarm: AlarmStanding) {
  const step = escalationOf(alarm, rules, published.asOf)
  const post = rules.posts[Math.min(step, rules.posts.length - 1)]
  const minutes = rules.acknowledgeMinutes[alarm.level - 1] ?? 1
  const waits = alarm.waitsSince
  const nextAt = waits === undefined || step >= rules.posts.length ? {} : { nextAt: isoSecond(waits + (step + 1) * minutes * 60) }
  const names = new Map(board.channels.map(({ id, name }) => [id, name]))
  const told = board
    .of(alarm)
    .map(({ channel, at, ...one }) => ({ channel, name: names.get(channel), ...one, at: isoSecond(at) }))
  return { step, post: post?.code, postName: post?.name, ...nextAt, leavesTheRoom: board.channels.length > 0, told }
}

/** One alarm as the interface tells it; comments only where they were asked for. */
export function alarmWords(parts: AlarmRouteParts, names: ReadonlyMap<string, Named>, comments: boolean) {
  const rules = new Map(parts.alarms.rules.map((rule) => [rule.id, rule]))
  const posts = new Map(parts.alarms.posts.map(({ code, name }) => [code, name]))
  const withComment = (comment: string) => (comments && comment !== '' ? { comment } : {})
  return (alarm: AlarmStanding): object => {
    const rule = rules.get(alarm.rule)
    const about = alarm.about ?? (rule?.kind === 'silent-source' ? alarm.subject : undefined)
    const { ack, shelved } = alarm
    return {
      id: alarm.id,
      level: alarm.level,
      rule: alarm.rule,
      name: rule?.name,
      node: parts.tree.code(alarm.node),
      place: placeOf(parts, alarm.node),
      kind: rule?.kind,
      subject: alarm.subject,
      ...(about === undefined ? {} : { about: { code: about, name: names.get(about) } }),
      ...(alarm.value === undefined ? {} : { value: alarm.value }),
      state: alarm.active ? 'active' : 'cleared',
      since: isoSecond(alarm.since),
      knownAt: isoSecond(alarm.knownAt),
      late: alarm.late,
      returns: alarm.returns,
      ...(alarm.clearedAt === undefined ? {} : { clearedAt: isoSecond(alarm.clearedAt) }),
      ...(alarm.waitsSince === undefined ? {} : { waitsSince: isoSecond(alarm.waitsSince) }),
      ...(ack
        ? {
            acknowledged: {
              at: isoSecond(ack.at),
              until: isoSecond(ack.until),
              post: ack.post,
              postName: posts.get(ack.post),
              ...withComment(ack.comment),
            },
          }
        : {}),
      ...(shelved
        ? {
            shelved: {
              until: isoSecond(shelved.until),
              post: shelved.post,
              postName: posts.get(shelved.post),
              ...withComment(shelved.comment),
            },
          }
        : {}),
      ...(alarm.suppressedBy === undefined ? {} : { suppressedBy: alarm.suppressedBy }),
      escalation: escalationWords(parts, alarm),
    }
  }
}

/** Members of a card told by id and place; the rest is counted. */
const MEMBERS_TOLD = 8

/** A card with its first alarm in full; those of levels one and two are all named. */
export function cardWords(parts: AlarmRouteParts, words: (alarm: AlarmStanding) => object) {
  return ({ id, level, node, alarms }: AlarmCard): object => {
    const [first] = alarms as [AlarmStanding, ...AlarmStanding[]]
    const told = level <= 2 ? alarms : alarms.slice(0, MEMBERS_TOLD)
    return {
      id,
      level,
      node: parts.tree.code(node),
      place: placeOf(parts, node),
      count: alarms.length,
      waiting: alarms.filter(({ waitsSince }) => waitsSince !== undefined).length,
      first: words(first),
      members:
        alarms.length === 1
          ? []
          : told.map((alarm) => ({ id: alarm.id, node: parts.tree.code(alarm.node), place: placeOf(parts, alarm.node) })),
    }
  }
}

/** An escalated alarm as a channel outside is told it. AL10 */
export function noticeFacts(
  parts: Pick<AlarmRouteParts, 'alarms' | 'catalogue' | 'tree'> & { readonly published: Pick<Published, 'mode'> },
) {
  const names = aboutNames(parts.catalogue)
  const rules = new Map(parts.alarms.rules.map((rule) => [rule.id, rule]))
  const { posts } = parts.alarms
  return (alarm: AlarmStanding, step: number): NoticeFacts => ({
    alarm: alarm.id,
    level: alarm.level,
    name: rules.get(alarm.rule)?.name ?? { zh: alarm.rule, en: alarm.rule },
    about: alarm.about === undefined ? undefined : names.get(alarm.about),
    place: placeOf(parts, alarm.node).map(({ name }) => name),
    node: parts.tree.code(alarm.node),
    since: isoSecond(alarm.since),
    post: (posts[Math.min(step, posts.length - 1)] ?? posts[0])?.name ?? { zh: '', en: '' },
    step,
    mode: parts.published.mode,
  })
}
