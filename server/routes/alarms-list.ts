import { Router, type Request } from 'express'
import { alarmCards } from '../../shared/domain/alarm-cards.ts'
import { alarmLoad, isWaiting, type AlarmStanding } from '../../shared/domain/alarm.ts'
import type { Role } from '../../shared/domain/role.ts'
import type { CityTree } from '../city/city-tree.ts'
import { stepsBelow } from '../delta/scope-rows.ts'
import { aboutNames, alarmWords, cardWords, type AlarmRouteParts } from './alarm-words.ts'
import { Query, RefusedQuery, answering } from './query.ts'
import { insideOf, isoTime, nodeOf } from './read-parts.ts'

const PAGE_ALARMS = 200

/** The area of a role at or above a node; the root where there is none. */
export function areaIn(tree: CityTree) {
  return (node: number, role: Role): number => {
    for (let at = node; at > 0; at = tree.parent(at)) if (tree.levels[tree.level(at)]?.role === role) return at
    return 0
  }
}

function countsOf(alarms: readonly AlarmStanding[]) {
  const many = (is: (alarm: AlarmStanding) => boolean) => alarms.filter(is).length
  const level = (n: number) => many((alarm) => alarm.active && alarm.level === n)
  return {
    active: { 1: level(1), 2: level(2), 3: level(3), 4: level(4) },
    unacked: many(isWaiting),
    acknowledged: many(({ active, ack }) => active && ack !== undefined),
    shelved: many(({ shelved }) => shelved !== undefined),
    suppressed: many(({ suppressedBy }) => suppressedBy !== undefined),
    late: many(({ late }) => late),
    cleared: many(({ active }) => !active),
  }
}

/** `GET /api/v1/alarms`: the queue as cards, and every alarm of the list by pages, all of one publication. AL7 */
export function alarmsListRoute(parts: AlarmRouteParts): Router {
  const { published, tree, alarms: rules } = parts
  const names = aboutNames(parts.catalogue)
  const areaOf = areaIn(tree)
  const answer = (request: Request): object => {
    const query = new Query(request, ['node', 'cursor', 'limit', 'with'])
    const inside = insideOf(tree, request)
    const node = nodeOf(parts, query.text('node'))
    const from = query.whole('cursor', 1_000_000) ?? 0
    const limit = query.whole('limit', PAGE_ALARMS) ?? PAGE_ALARMS
    const extra = query.text('with')
    if (extra !== undefined && extra !== 'comments')
      throw new RefusedQuery(400, 'bad-parameter', 'with takes comments, or leave it out.')
    const all = published.alarms().filter(({ node: at }) => inside(at))
    const listed = node === 0 ? all : all.filter((alarm) => stepsBelow(tree, alarm.node, node) >= 0)
    const words = alarmWords(parts, names, extra === 'comments')
    const { epoch, seq, asOf, mode } = published
    return {
      epoch,
      seq,
      asOf: isoTime(asOf * 1000),
      mode,
      node: tree.code(node),
      rules: {
        version: parts.thresholds.edits.version(asOf),
        author: rules.author,
        acknowledgeMinutes: rules.acknowledgeMinutes,
        posts: rules.posts,
      },
      counts: countsOf(listed),
      load: { perDeskPer10Minutes: alarmLoad(all, rules, asOf), target: rules.load.perTenMinutes, desks: rules.load.desks },
      leavesTheRoom: parts.board.channels.length > 0,
      cards: alarmCards(listed, areaOf).map(cardWords(parts, words)),
      alarms: listed.slice(from, from + limit).map(words),
      ...(from + limit < listed.length ? { cursor: String(from + limit) } : {}),
    }
  }
  const router = Router()
  router.get('/api/v1/alarms', answering(answer))
  return router
}
