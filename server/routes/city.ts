import { Router, type Request } from 'express'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import { createCalendar } from '../../shared/domain/calendar.ts'
import type { CityManifest } from '../../shared/domain/city.ts'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import { visitorOf } from '../access/visitor.ts'
import type { BaseMap } from '../city/base-map.ts'
import type { CityTree } from '../city/city-tree.ts'
import { describeHazards } from './city-hazards.ts'
import { describePack } from './city-pack.ts'
import { describeRules } from './city-rules.ts'
import { RefusedQuery, answering, refuseParameters } from './query.ts'
import { needsSource } from './figure-sources.ts'
import { isoTime, nodeFacts, nodeOf, type ReadParts } from './read-parts.ts'
import { spoiledFigures } from './spoiled-figures.ts'

export interface CityRouteParts extends ReadParts {
  readonly manifest: CityManifest
  readonly catalogue: Catalogue
  readonly rules: RuleBook
  readonly pack: Parameters<typeof describePack>[0]
  readonly baseMap?: BaseMap | undefined
}

/** What the screen loads beside figures, if the city has it. */
function extrasOf({ manifest, baseMap }: CityRouteParts): object {
  return {
    ...(manifest.font === undefined ? {} : { font: true }),
    ...(baseMap === undefined ? {} : { baseMap: { attribution: baseMap.attribution } }),
  }
}

function levelCounts(tree: CityTree): number[] {
  const counts = tree.levels.map(() => 0)
  for (let node = 0; node < tree.size; node += 1) counts[tree.level(node)] = (counts[tree.level(node)] ?? 0) + 1
  return counts
}

/** How many units of each deeper level lie below a node, by level. */
function countsBelow(tree: CityTree, index: number): Record<string, number> {
  const counts: Record<string, number> = {}
  let layer = tree.children(index)
  for (let level = tree.level(index) + 1; layer.length > 0; level += 1) {
    counts[tree.levels[level]?.level ?? String(level)] = layer.length
    layer = layer.flatMap((node) => [...tree.children(node)])
  }
  return counts
}

/** One node with its path from the city down. */
function nodeAnswer(parts: CityRouteParts, request: Request, rootCounts: () => object): object {
  const { tree } = parts
  refuseParameters(request)
  const { code } = request.params
  if (typeof code !== 'string') throw new RefusedQuery(404, 'unknown-node', 'Name a node by its code.')
  const index = nodeOf(parts, code)
  const path: object[] = []
  for (let at = index; at >= 0; at = tree.parent(at)) path.unshift(nodeFacts(tree, at))
  const point = tree.point(index)
  return {
    ...nodeFacts(tree, index),
    rank: tree.level(index),
    ...(point ? { point } : {}),
    children: tree.children(index).length,
    below: index === 0 ? rootCounts() : countsBelow(tree, index),
    path,
  }
}

/** `GET /api/v1/city` and `/api/v1/nodes/CODE`: names and the state of the sources, never figures. */
export function cityRoutes(parts: CityRouteParts): Router {
  const { published, tree, manifest, catalogue, rules, pack } = parts
  const calendar = createCalendar(manifest)
  const needs = needsSource({ published, rules, calendar })
  let [countedAt, counts] = [-1, [] as readonly number[]]
  const countsNow = () => {
    if (countedAt !== tree.size) [countedAt, counts] = [tree.size, levelCounts(tree)]
    return counts
  }
  const rootCounts = () => Object.fromEntries(tree.levels.slice(1).map(({ level }, i) => [level, countsNow()[i + 1] ?? 0]))
  const sources = () => {
    const standing = new Map(published.sources().map((source) => [source.id, source]))
    return catalogue.sources.map((source) => {
      const { state = 'none', lastWord } = standing.get(source.id) ?? {}
      const heard =
        lastWord === undefined ? {} : { lastAt: isoTime(lastWord), ageSeconds: published.asOf - Math.floor(lastWord / 1000) }
      return { ...source, state, ...heard, spoils: spoiledFigures(source, state, published, needs).length }
    })
  }
  const city = (request: Request): object => {
    refuseParameters(request)
    const { id, code, name, timezone, shiftStartHour, periodStartDay, notice } = manifest
    const levels = tree.levels.map(({ level, role, name: own }, i) => ({ level, role, name: own, count: countsNow()[i] ?? 0 }))
    const day = calendar.dayName(calendar.dayNumber(published.asOf))
    return {
      id,
      code,
      name,
      timezone,
      shiftStartHour,
      periodStartDay,
      notice,
      ...extrasOf(parts),
      mode: published.mode,
      ...ownArea(request),
      levels,
      rules: describeRules(rules, day),
      ...catalogue,
      hazards: describeHazards(catalogue.hazards ?? [], day),
      sources: sources(),
      pack: describePack(pack),
    }
  }
  /** Whether anybody may ask; else where the map of whoever asks begins, and its level, unless it is the city. AC3 AC4 */
  const ownArea = (request: Request): object => {
    const { area, role } = visitorOf(request)
    if (role === 'anyone') return { open: true }
    return area === undefined ? {} : { area: { node: area, level: tree.level(Math.max(0, tree.indexOf(area))) } }
  }
  const router = Router()
  router.get('/api/v1/city', answering(city))
  router.get(
    '/api/v1/nodes/:code',
    answering((request) => nodeAnswer(parts, request, rootCounts)),
  )
  return router
}
