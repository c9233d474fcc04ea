import { PATTERN, patternOf, valuesOf, type ValueAt, type FigureLayer, type Pattern, type Rgb } from '../../map/figure-layer.ts'
import { paletteRgb, rgbOf } from '../../map/palette.ts'
import { PALETTE } from '../../theme/tokens.ts'
import type { ScopeReader } from '../../state/wall-state.ts'
import type { NetworkUnit } from './network-tree.ts'

/** Colour and pattern of a block, the same as the map would give it. SC-N3 */
export interface Look {
  readonly colour: Rgb
  readonly pattern: Pattern
}

/** A look and how many of a rest's members wear it. */
export interface Part extends Look {
  readonly count: number
}

const EMPTY: Look = { colour: rgbOf(PALETTE.empty), pattern: PATTERN.empty }
/** Members of a rest are told apart by tiers, or by this many steps of a ramp. */
const STEPS = 4
const INDEXES = 256
const TOP_HELD_S = 5

/** Looks of units under one layer; references of ramps are measured anew every few seconds. */
export class NetworkLooks {
  readonly #layer: FigureLayer
  readonly #wall: ScopeReader
  readonly #tops = new Map<number, { readonly top: number; readonly until: number }>()
  readonly #values = new Map<ScopeReader, { readonly seq: number; readonly at: ValueAt }>()

  constructor(layer: FigureLayer, wall: ScopeReader) {
    this.#layer = layer
    this.#wall = wall
  }

  /** Reference value of the layer's ramp at a level, as on the map. */
  topAt(level: number): number {
    const known = this.#tops.get(level)
    if (known !== undefined && this.#wall.asOf < known.until) return known.top
    const rows = this.#wall.nodes.flatMap((node, row) => (node.level === level ? [row] : []))
    const top = this.#layer.topOf(this.#valuesIn(this.#wall), rows)
    this.#tops.set(level, { top, until: this.#wall.asOf + TOP_HELD_S })
    return top
  }

  of(unit: NetworkUnit): Look {
    const [index, pattern] = this.#indexOf(unit)
    return this.#look(index, pattern)
  }

  /** Members by look, from the lowest step to the highest, those without a number last. */
  partsOf(members: readonly NetworkUnit[]): readonly Part[] {
    const steps = this.#layer.name === 'tier' ? INDEXES : STEPS
    const counts = new Map<number, Part & { readonly order: number }>()
    for (const unit of members) {
      const [index, pattern] = this.#indexOf(unit)
      const step = Math.floor((index * steps) / INDEXES)
      const order = pattern === PATTERN.empty ? 4 * INDEXES : pattern * INDEXES + step
      const known = counts.get(order)
      const middle = steps === INDEXES ? index : Math.round(((step + 0.5) * INDEXES) / steps)
      counts.set(order, { ...this.#look(middle, pattern), order, count: (known?.count ?? 0) + 1 })
    }
    return [...counts.values()].sort((a, b) => a.order - b.order)
  }

  #look(index: number, pattern: Pattern): Look {
    if (pattern === PATTERN.empty || pattern === PATTERN.dotted) return { ...EMPTY, pattern }
    return { colour: paletteRgb(this.#layer.palette, index), pattern }
  }

  #indexOf({ reader, row, level }: NetworkUnit): readonly [index: number, pattern: Pattern] {
    if (reader === undefined) return [0, PATTERN.empty]
    const { state } = reader.figure(this.#layer.key, row)
    const value = this.#valuesIn(reader)(row)
    return [Number.isNaN(value) ? 0 : this.#layer.index(value, this.topAt(level)), patternOf(state)]
  }

  /** The layer's numbers in a scope; columns are others after each frame. */
  #valuesIn(reader: ScopeReader): ValueAt {
    const known = this.#values.get(reader)
    if (known?.seq === reader.seq) return known.at
    const at = valuesOf(this.#layer, reader) ?? (() => Number.NaN)
    this.#values.set(reader, { seq: reader.seq, at })
    return at
  }
}
