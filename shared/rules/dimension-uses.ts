import type { Catalogue } from '../domain/catalogue.ts'
import { USE_LAYERS, type DimensionUseAct, type UseLayer } from '../domain/dimension-use.ts'

/** The last word on a use of a dimension; `at`: epoch second of its entry. */
export interface UseDecision extends Omit<DimensionUseAct, 'act' | 'key'> {
  readonly at: number
}

const nameOf = (dimension: string, layer: UseLayer) => `${layer} ${dimension}`

/**
 * In which layers dimensions may serve: those that their source's authorisation covers, and those approved since by an act
 * of the log. A source outside the register is held to nothing. PR14
 */
export class DimensionUses {
  readonly #dimensions: ReadonlySet<string>
  readonly #covered: ReadonlySet<string>
  #decisions = new Map<string, UseDecision>()

  constructor({ dimensions, sources }: Pick<Catalogue, 'dimensions' | 'sources'>) {
    const covers = new Map(sources.map(({ id, register }) => [id, register ? (register.covers ?? []) : USE_LAYERS]))
    this.#dimensions = new Set(dimensions.map(({ code }) => code))
    this.#covered = new Set(
      dimensions.flatMap(({ code, source }) => (covers.get(source) ?? USE_LAYERS).map((layer) => nameOf(code, layer))),
    )
  }

  /** Covered by the authorisation that the source has. */
  covers(dimension: string, layer: UseLayer): boolean {
    return this.#covered.has(nameOf(dimension, layer))
  }

  allows(dimension: string, layer: UseLayer): boolean {
    return this.covers(dimension, layer) || this.decision(dimension, layer)?.approved === true
  }

  decision(dimension: string, layer: UseLayer): UseDecision | undefined {
    return this.#decisions.get(nameOf(dimension, layer))
  }

  /** A logged act with its stamp; one about what the catalogue does not hold or the authorisation covers says nothing. True where it changed what may be. */
  take({ act: _act, key: _key, ...said }: DimensionUseAct, at: number): boolean {
    const { dimension, layer } = said
    if (!this.#dimensions.has(dimension) || this.covers(dimension, layer)) return false
    const before = this.allows(dimension, layer)
    this.#decisions.set(nameOf(dimension, layer), { ...said, at })
    return before !== said.approved
  }

  save(): unknown {
    return [...this.#decisions.values()]
  }

  load(decisions: unknown): void {
    this.#decisions = new Map((decisions as UseDecision[]).map((said) => [nameOf(said.dimension, said.layer), said]))
  }
}
