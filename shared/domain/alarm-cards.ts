import { isWaiting, type AlarmStanding } from './alarm.ts'
import type { Role } from './role.ts'

/** What a desk sees as one line to act on: one alarm, or several of one rule in one area. */
export interface AlarmCard {
  /** The alarm's id, or `group~…`; an act on it is an act on all of its alarms. */
  readonly id: string
  readonly level: number
  /** The area that holds all of them. */
  readonly node: number
  /** The one to show first leads. */
  readonly alarms: readonly AlarmStanding[]
}

/** The area of a role at or above a node; the root where there is none. */
export type AreaOf = (node: number, role: Role) => number

/** Cards for levels three and four at most, and for one and two before those of one rule and district share one. */
export const MOST_CARDS = 10
const MOST_GRAVE_CARDS = 20
const WIDER: readonly Role[] = ['community', 'street', 'district', 'city']

/** Wants a place in the queue: not shelved, not suppressed, and active or never acknowledged. */
const isQueued = (alarm: AlarmStanding) =>
  alarm.shelved === undefined && alarm.suppressedBy === undefined && (alarm.active || alarm.waitsSince !== undefined)

function rank(alarm: AlarmStanding): number {
  return (alarm.active ? 0 : 2) + (isWaiting(alarm) ? 0 : 1) + (alarm.late ? 4 : 0)
}

/** Those nobody has acknowledged before the others, of these the newer first; what came late at the end. */
const byUrgency = (a: AlarmStanding, b: AlarmStanding) => rank(a) - rank(b) || b.since - a.since || (a.id < b.id ? -1 : 1)

function grouped(alarms: readonly AlarmStanding[], keyOf: (alarm: AlarmStanding) => readonly [string, number]): AlarmCard[] {
  const groups = new Map<string, { readonly node: number; readonly alarms: AlarmStanding[] }>()
  for (const alarm of alarms) {
    const [key, node] = keyOf(alarm)
    const group = groups.get(key)
    if (group) group.alarms.push(alarm)
    else groups.set(key, { node, alarms: [alarm] })
  }
  return [...groups].map(([key, group]) => {
    const [first] = group.alarms as [AlarmStanding]
    const single = group.alarms.length === 1
    return {
      id: single ? first.id : `group~${key}`,
      level: first.level,
      node: single ? first.node : group.node,
      alarms: group.alarms,
    }
  })
}

const inArea = (role: Role, areaOf: AreaOf) => (alarm: AlarmStanding) => {
  const node = areaOf(alarm.node, role)
  return [`${alarm.rule}~${node}${alarm.late ? '~late' : ''}`, node] as const
}

/** The finest grouping by rule and area that needs no more cards than `most`; the last one groups by level alone. AL7 */
function fewEnough(alarms: readonly AlarmStanding[], most: number, areaOf: AreaOf): AlarmCard[] {
  const own = grouped(alarms, (alarm) => [alarm.id, alarm.node])
  if (own.length <= most) return own
  for (const role of WIDER) {
    const cards = grouped(alarms, inArea(role, areaOf))
    if (cards.length <= most) return cards
  }
  return grouped(alarms, (alarm) => [`level~${alarm.level}`, 0])
}

/**
 * The queue of a desk: every active alarm of levels one and two by itself or by name, the others in at most ten cards;
 * then, a card a level, what cleared before anybody acknowledged it. AL7
 */
export function alarmCards(alarms: readonly AlarmStanding[], areaOf: AreaOf): readonly AlarmCard[] {
  const queued = alarms.filter(isQueued).sort(byUrgency)
  const active = queued.filter((alarm) => alarm.active)
  const grave = active.filter(({ level }) => level <= 2)
  const cards = [
    ...(grave.length <= MOST_GRAVE_CARDS
      ? grouped(grave, (alarm) => [alarm.id, alarm.node])
      : grouped(grave, inArea('district', areaOf))),
    ...fewEnough(
      active.filter(({ level }) => level > 2),
      MOST_CARDS,
      areaOf,
    ),
  ]
  const over = queued.filter((alarm) => !alarm.active)
  return [...cards.sort((a, b) => a.level - b.level), ...grouped(over, ({ level }) => [`cleared~${level}`, 0])]
}
