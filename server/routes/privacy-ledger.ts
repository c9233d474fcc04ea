import { Router } from 'express'
import type { Catalogue, CatalogueSource } from '../../shared/domain/catalogue.ts'
import { SMALLEST_SHOWN } from '../../shared/domain/privacy-class.ts'
import type { AdversaryRun, PrivacyLedger } from '../../shared/protocol/privacy-ledger.ts'
import type { CityTree } from '../city/city-tree.ts'
import type { SourceRefusals } from '../ingest/source-refusals.ts'
import { hiddenCells } from '../publish/hidden-cells.ts'
import type { Published } from '../publish/published.ts'
import { answering, refuseParameters } from './query.ts'
import { isoTime } from './read-parts.ts'

export interface LedgerParts {
  readonly published: Published
  readonly tree: CityTree
  readonly catalogue: Catalogue
  readonly refusals: Pick<SourceRefusals, 'of'>
  readonly adversary: { readonly run: AdversaryRun | undefined; readonly engine: string }
  readonly detailDays: number
}

/** Seconds for which counted cells stand: they are many and move slowly. */
const COUNTED_FOR_S = 60

const isOver = ({ expiresAt, validTo }: CatalogueSource, asOf: number): boolean =>
  [expiresAt, validTo && `${validTo}T23:59:59Z`].some((end) => end !== undefined && Date.parse(end) <= asOf * 1000)

function sourcesTold({ sources }: Catalogue, asOf: number): PrivacyLedger['sources'] {
  const expired = sources.filter((source) => isOver(source, asOf)).length
  const unregistered = sources.filter(({ register }) => register === undefined).length
  const valid = sources.filter((source) => source.register !== undefined && !isOver(source, asOf)).length
  return { total: sources.length, valid, unregistered, expired }
}

function assessedTold({ sources }: Catalogue): Pick<PrivacyLedger, 'assessed'> {
  const days = sources.flatMap(({ register }) => register?.assessed.use ?? []).toSorted()
  const [oldest, newest] = [days[0], days.at(-1)]
  return oldest === undefined || newest === undefined ? {} : { assessed: { oldest, newest } }
}

/** What stands between the wall and a person, in figures; read anew at most once a minute. PR11 */
export function privacyLedger(parts: LedgerParts): () => PrivacyLedger {
  const { published, tree, catalogue, refusals, adversary, detailDays } = parts
  let counted: { readonly at: number; readonly cells: ReturnType<typeof hiddenCells> } | undefined
  const refused = () =>
    catalogue.sources
      .flatMap(({ id }) => refusals.of(id))
      .reduce((sum, { code, count }) => sum + (code === 'personal-data' ? count : 0), 0)
  return () => {
    const { asOf } = published
    if (counted === undefined || asOf - counted.at >= COUNTED_FOR_S) counted = { at: asOf, cells: hiddenCells(published, tree) }
    const { run, engine } = adversary
    return {
      asOf: isoTime(asOf * 1000),
      smallestShown: { P: SMALLEST_SHOWN.P, X: SMALLEST_SHOWN.X },
      cells: counted.cells,
      sources: sourcesTold(catalogue, asOf),
      ...assessedTold(catalogue),
      refused: refused(),
      detailDays,
      ...(run && { adversary: { ...run, sameEngine: run.engine === engine } }),
    }
  }
}

/** `GET /api/v1/privacy`: the ledger. */
export function privacyLedgerRoute(ledger: () => PrivacyLedger): Router {
  const router = Router()
  router.get(
    '/api/v1/privacy',
    answering((request) => {
      refuseParameters(request)
      return ledger()
    }),
  )
  return router
}
