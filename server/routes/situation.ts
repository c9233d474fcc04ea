import { Router, type Request } from 'express'
import { nextReport } from '../../shared/domain/report-rhythm.ts'
import { visitorOf } from '../access/visitor.ts'
import type { CityTree } from '../city/city-tree.ts'
import { stepsBelow } from '../delta/scope-rows.ts'
import type { AlarmNaming } from './alarm-words.ts'
import { answering, refuseParameters } from './query.ts'
import { insideOf, isoTime, nodeFacts } from './read-parts.ts'

/** Whether what stands for a node stands for the area of whoever asks, or for a part of it. AC3 */
function concernsAreaOf(tree: CityTree, request: Request): (node: number) => boolean {
  const inside = insideOf(tree, request)
  const own = tree.indexOf(visitorOf(request).area ?? tree.code(0))
  return (node) => inside(node) || stepsBelow(tree, own, node) >= 0
}

/** `GET /api/v1/situation`: whether an emergency response is on (急) or not (平), its clocks and posts; official warnings by their identity. FD8 */
export function situationRoute(parts: AlarmNaming): Router {
  const { published, tree, catalogue, alarms: rules } = parts
  const plans = new Map(catalogue.plans.map(({ code, name }) => [code, name]))
  const types = new Map(catalogue.warningTypes.map(({ code, name }) => [code, name]))
  const sources = new Map(catalogue.sources.map(({ id, name }) => [id, name]))
  const answer = (request: Request): object => {
    refuseParameters(request)
    const { epoch, seq, asOf, mode } = published
    const concerns = concernsAreaOf(tree, request)
    const responses = published
      .responses()
      .filter(({ node }) => concerns(node))
      .map(({ id, plan, level, node, startedAt }) => {
        const { report, at } = nextReport(Math.floor(startedAt / 1000), asOf, rules.reports)
        const due = { report, at: isoTime(at * 1000) }
        return {
          id,
          plan: { code: plan, name: plans.get(plan) },
          level,
          node: nodeFacts(tree, node),
          startedAt: isoTime(startedAt),
          due,
        }
      })
    const warnings = published
      .warnings()
      .filter(({ node }) => concerns(node))
      .map(({ id, status, type, source, level, node, messageAt, expiresAt }) => ({
        id,
        status,
        type: { code: type, name: types.get(type) },
        issuer: { id: source, name: sources.get(source) },
        level,
        node: nodeFacts(tree, node),
        issuedAt: isoTime(messageAt),
        expiresAt: isoTime(expiresAt),
      }))
    return {
      epoch,
      seq,
      asOf: isoTime(asOf * 1000),
      mode,
      state: responses.length > 0 ? 'urgent' : 'ordinary',
      responses,
      posts: rules.posts,
      reports: rules.reports,
      warnings,
    }
  }
  const router = Router()
  router.get('/api/v1/situation', answering(answer))
  return router
}
