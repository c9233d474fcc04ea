import { Router, type Request } from 'express'
import type { CityCalendar } from '../../shared/domain/calendar.ts'
import { lunarDay } from '../../shared/domain/lunar-day.ts'
import type { Comparison } from '../../shared/protocol/comparison.ts'
import { comparedDays, DayComparer, type DayBeside } from '../publish/compare-days.ts'
import { Query, RefusedQuery, answering } from './query.ts'
import type { CityManifest } from '../../shared/domain/city.ts'
import type { PackLife } from '../runtime/pack-acts.ts'
import { isoTime, nodeFacts, nodeOf, type ReadParts } from './read-parts.ts'

const PARTS = 12
const DAY_MS = 86_400_000

function lunarNamed(day: string): Comparison['lunarYearBefore']['lunar'] {
  const { month, leap, day: of } = lunarDay(Date.parse(day) / DAY_MS)
  return { month, leap, day: of }
}

const difference = ({ today, yesterdaySoFar }: DayBeside) =>
  today === null || yesterdaySoFar === null ? 0 : Math.abs(today - yesterdaySoFar)

export interface ComparisonParts extends ReadParts {
  readonly calendar: CityCalendar
  readonly manifest: Pick<CityManifest, 'levels' | 'nodes'>
  readonly pack: Pick<PackLife, 'acts'>
}

/** The last change of nodes or outlines after the first pack of the log, epoch seconds. */
function boundariesSince({ manifest: { levels, nodes }, pack }: ComparisonParts): number | undefined {
  const files = new Set([nodes, ...levels.flatMap(({ geometry }) => geometry ?? [])])
  return pack.acts.slice(1).findLast(({ changed }) => changed.some(({ file }) => files.has(file)))?.at
}

/** `GET /api/v1/comparison`: a T count of today against yesterday, the same weekday before, the year before and its lunar day. PB12 */
export function comparisonRoute(parts: ComparisonParts): Router {
  const { published, tree, calendar } = parts
  const since = boundariesSince(parts)
  const answer = (request: Request): Comparison => {
    const query = new Query(request, ['node', 'key'])
    const node = nodeOf(parts, query.text('node'))
    const key = query.text('key') ?? 'events.day'
    const days = DayComparer.of(published, calendar, key)
    if (days === undefined)
      throw new RefusedQuery(400, 'not-compared', 'key is a windowed T count of the day, e.g. events.day or cases.closed.day.')
    const compared = comparedDays(calendar, published.asOf)
    const of = (day: string) => ({ day, v: days.closed(node, day) })
    const shares = [...tree.children(node)].map((child) => {
      const { code, name } = nodeFacts(tree, child)
      return { code, name, ...days.soFar(child) }
    })
    const { epoch, seq, asOf, mode } = published
    return {
      epoch,
      seq,
      asOf: isoTime(asOf * 1000),
      mode,
      node: tree.code(node),
      key,
      ...days.soFar(node),
      yesterday: of(compared.yesterday),
      weekBefore: of(compared.weekBefore),
      yearBefore: of(compared.yearBefore),
      lunarYearBefore: { ...of(compared.lunarYearBefore), lunar: lunarNamed(compared.lunarYearBefore) },
      ...(since === undefined ? {} : { boundariesSince: isoTime(since * 1000) }),
      parts: shares.sort((a, b) => difference(b) - difference(a)).slice(0, PARTS),
    }
  }
  const router = Router()
  router.get('/api/v1/comparison', answering(answer))
  return router
}
