import type { DimensionTile, SourceBoard, SourceTile } from '../../../shared/protocol/source-board.ts'

/** One source with the dimensions it brings. */
export interface BoardCard {
  readonly source: SourceTile
  readonly dimensions: readonly DimensionTile[]
}

type State = SourceTile['state']

const troubled = (state: State) => state === 'late' || state === 'stale'
/** What a person must look at stands first. */
const weight = (state: State) => (state === 'stale' ? 2 : state === 'late' ? 1 : 0)

function cardWeight({ source, dimensions }: BoardCard): number {
  return weight(source.state) * 100 + dimensions.reduce((sum, { state }) => sum + weight(state), 0)
}

/** Cards with silent and late things first, else in the catalogue's order; `onlyTroubled` leaves out what is on time. SC-B1 */
export function boardCards(board: SourceBoard, onlyTroubled: boolean): readonly BoardCard[] {
  const cards = board.sources.map((source) => ({
    source,
    dimensions: board.dimensions
      .filter((tile) => tile.source === source.id && (!onlyTroubled || troubled(tile.state)))
      .sort((a, b) => weight(b.state) - weight(a.state)),
  }))
  return cards.filter((card) => !onlyTroubled || cardWeight(card) > 0).sort((a, b) => cardWeight(b) - cardWeight(a))
}

/** How many sources and dimensions are late or silent. */
export function troubledCount({ sources, dimensions }: SourceBoard): number {
  return [...sources, ...dimensions].filter(({ state }) => troubled(state)).length
}

/** Age as a share of the time after which a thing is stale (three times its limit), 0–1; undefined where it never spoke. */
export function lagShare({ ageSeconds, limitSeconds }: Pick<DimensionTile, 'ageSeconds' | 'limitSeconds'>): number | undefined {
  return ageSeconds === undefined ? undefined : Math.min(1, ageSeconds / (limitSeconds * 3))
}
