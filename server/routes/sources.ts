import { Router, type Request } from 'express'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { SourceBoard } from '../../shared/protocol/source-board.ts'
import type { PersonalRefusals } from '../ingest/personal-refusals.ts'
import type { Published } from '../publish/published.ts'
import { answering, refuseParameters } from './query.ts'
import { isoTime } from './read-parts.ts'
import { spoiledFigures } from './spoiled-figures.ts'

export interface SourcesRouteParts {
  readonly published: Published
  readonly catalogue: Catalogue
  readonly personal: Pick<PersonalRefusals, 'of'>
}

/** When something was last heard, `ms` epoch, and how long before the publication; nothing where it never was. */
function heard(published: Published, ms: number | undefined) {
  return ms === undefined ? {} : { lastAt: isoTime(ms), ageSeconds: Math.max(0, published.asOf - Math.floor(ms / 1000)) }
}

/** How often the source sent what points at a person; nothing where it never did. EV14 */
function personalTold(personal: SourcesRouteParts['personal'], source: string) {
  const record = personal.of(source)
  return record ? { personal: { ...record, fields: [...record.fields], lastAt: isoTime(record.lastAt * 1000) } } : {}
}

function sourceTiles({ published, catalogue, personal }: SourcesRouteParts): SourceBoard['sources'] {
  const standing = new Map(published.sources().map((source) => [source.id, source]))
  return catalogue.sources.map((source) => {
    const { id, name, owner, purpose, freshSeconds, validTo } = source
    const { state = 'none', lastWord, today = 0 } = standing.get(id) ?? {}
    const spoils = spoiledFigures(source, state, published)
    const known = {
      id,
      name,
      owner,
      purpose,
      state,
      ...heard(published, lastWord),
      limitSeconds: freshSeconds,
      today,
      spoils,
      ...personalTold(personal, id),
    }
    return validTo === undefined ? known : { ...known, validTo }
  })
}

function dimensionTiles({ published, catalogue }: SourcesRouteParts): SourceBoard['dimensions'] {
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
    }
  })
}

/** `GET /api/v1/sources`: each source and each dimension with its age against its own limit, and what a silent one spoils. */
export function sourcesRoute(parts: SourcesRouteParts): Router {
  const router = Router()
  const board = (request: Request): SourceBoard => {
    refuseParameters(request)
    return { asOf: isoTime(parts.published.asOf * 1000), sources: sourceTiles(parts), dimensions: dimensionTiles(parts) }
  }
  router.get('/api/v1/sources', answering(board))
  return router
}
