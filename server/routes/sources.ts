import { Router, type Request } from 'express'
import type { Catalogue, CatalogueSource } from '../../shared/domain/catalogue.ts'
import type { SourceBoard, SourceTile } from '../../shared/protocol/source-board.ts'
import type { SourceRefusals } from '../ingest/source-refusals.ts'
import type { AlarmRules } from '../../shared/domain/alarm-rules.ts'
import type { UseBook } from '../publish/use-book.ts'
import type { Published } from '../publish/published.ts'
import { visitorOf } from '../access/visitor.ts'
import { toldUse } from './dimension-uses.ts'
import { answering, refuseParameters } from './query.ts'
import { needsSource, type FigureSourcesParts, type NeedsSource } from './figure-sources.ts'
import { isoTime } from './read-parts.ts'
import { spoiledFigures } from './spoiled-figures.ts'

export interface SourcesRouteParts extends FigureSourcesParts {
  readonly catalogue: Catalogue
  readonly refusals: Pick<SourceRefusals, 'of'>
  readonly alarms: AlarmRules
  readonly uses: UseBook
}

/** When something was last heard, `ms` epoch, and how long before the publication; nothing where it never was. */
function heard(published: Published, ms: number | undefined) {
  return ms === undefined ? {} : { lastAt: isoTime(ms), ageSeconds: Math.max(0, published.asOf - Math.floor(ms / 1000)) }
}

/** What the source was refused for; never what it sent. EV14 EV15 */
function refusalsTold(refusals: SourcesRouteParts['refusals'], source: string): SourceTile['refusals'] {
  return refusals.of(source).map(({ code, count, lastAt, fields }) => ({
    code,
    count,
    lastAt: isoTime(lastAt * 1000),
    fields: [...fields],
  }))
}

/** What the register says of the source. EV15 */
function registered({ register, agreed, expiresAt, validTo }: CatalogueSource, asOf: number) {
  return {
    ...(register && { register }),
    ...(agreed && { agreed }),
    ...(expiresAt !== undefined && { expiresAt, expired: asOf * 1000 >= Date.parse(expiresAt) }),
    ...(validTo !== undefined && { validTo }),
  }
}

function sourceTiles({ published, catalogue, refusals }: SourcesRouteParts, needs: NeedsSource): SourceBoard['sources'] {
  const standing = new Map(published.sources().map((source) => [source.id, source]))
  return catalogue.sources.map((source) => {
    const { id, name, owner, purpose, freshSeconds } = source
    const { state = 'none', lastWord, today = 0 } = standing.get(id) ?? {}
    const spoils = spoiledFigures(source, state, published, needs)
    return {
      id,
      name,
      owner,
      purpose,
      state,
      ...heard(published, lastWord),
      limitSeconds: freshSeconds,
      today,
      spoils,
      refusals: refusalsTold(refusals, id),
      ...registered(source, published.asOf),
    }
  })
}

function dimensionTiles({ published, catalogue, alarms, uses }: SourcesRouteParts): SourceBoard['dimensions'] {
  const standing = new Map(published.dimensions().map((dimension) => [dimension.code, dimension]))
  return catalogue.dimensions.map(({ code, name, unit, source, freshSeconds, illustrative }) => {
    const { state = 'none', lastReading, places = { heard: 0, lately: 0 } } = standing.get(code) ?? {}
    return {
      code,
      name,
      unit,
      source,
      state,
      ...heard(published, lastReading),
      limitSeconds: freshSeconds,
      places,
      illustrative,
      uses: uses.wanted.filter(({ dimension }) => dimension === code).map((wanted) => toldUse({ alarms, uses }, wanted)),
    }
  })
}

/** `GET /api/v1/sources`: each source and each dimension with its age against its own limit, and what a silent one spoils. */
export function sourcesRoute(parts: SourcesRouteParts): Router {
  const router = Router()
  const needs = needsSource(parts)
  const board = (request: Request): SourceBoard => {
    refuseParameters(request)
    return {
      asOf: isoTime(parts.published.asOf * 1000),
      mayApprove: visitorOf(request).permissions.has('approve-uses'),
      sources: sourceTiles(parts, needs),
      dimensions: dimensionTiles(parts),
    }
  }
  router.get('/api/v1/sources', answering(board))
  return router
}
