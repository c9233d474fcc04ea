import type { ScopeReader } from '../state/wall-state.ts'
import type { AreaTree } from './area-tree.ts'
import { PATTERN, patternOf, valuesOf, type FigureLayer, type ValueAt } from './figure-layer.ts'
import type { LevelGeometry } from './level-geometry.ts'
import { nearnessOf, smoothAt, type Nearness } from './smooth-values.ts'
import { MARK, StateTexels } from './state-texture.ts'

/** Rows of the wall's scope and cells of the map, both ways. */
interface Bound {
  readonly reader: ScopeReader
  /** By scope row: level and cell, -1 where the node is no area. */
  readonly levelOf: Int8Array
  readonly cellOf: Int32Array
  /** By level: scope row of each cell, -1 where the scope does not hold it. */
  readonly rowsOf: ReadonlyMap<number, Int32Array>
}

type Places = Pick<LevelGeometry, 'labels' | 'typicalMetres'>

/** What every cell looks like: the chosen layer's figures, the selection and the pointer, as texels. SC-M2 */
export class WallShades {
  private readonly tree: AreaTree
  private readonly levels = new Map<number, StateTexels>()
  private readonly tops = new Map<number, number>()
  private readonly places = new Map<number, Places>()
  /** Made when a layer first evens out: whoever never looks at one does not wait for it. */
  private readonly near = new Map<number, Nearness>()
  private bound: Bound | undefined
  /** By level: cells whose figure the scope holds. */
  private held: number[] = []
  private layer: FigureLayer
  private marked = { selected: '', hovered: '' }

  constructor(tree: AreaTree, layer: FigureLayer) {
    this.tree = tree
    this.layer = layer
    for (const { level, codes } of tree.levels) this.levels.set(level, emptyTexels(codes.length))
  }

  /** Where the areas of a level lie, for layers that even out. */
  place(level: number, places: Places): void {
    this.places.set(level, places)
    this.near.delete(level)
    if (this.layer.isSmooth) this.paintAll()
  }

  texels(level: number): StateTexels | undefined {
    return this.levels.get(level)
  }

  /** Reference value of the layer's ramp at a level. */
  topAt(level: number): number {
    return this.tops.get(level) ?? 1
  }

  /** Number of cells whose figure the scope holds, from the top down to a level. */
  nodesDownTo(level: number): number {
    return this.held.reduce((sum, count, at) => (at <= level ? sum + count : sum), 0)
  }

  /** A new snapshot: rows are other rows now. */
  bind(reader: ScopeReader): void {
    const levelOf = new Int8Array(reader.nodes.length).fill(-1)
    const cellOf = new Int32Array(reader.nodes.length).fill(-1)
    const rowsOf = new Map(this.tree.levels.map(({ level, codes }) => [level, new Int32Array(codes.length).fill(-1)]))
    reader.nodes.forEach((node, row) => {
      const place = this.tree.placeOf(node.code)
      if (!place) return
      levelOf[row] = place.level
      cellOf[row] = place.row
      const rows = rowsOf.get(place.level)
      if (rows) rows[place.row] = row
    })
    this.bound = { reader, levelOf, cellOf, rowsOf }
    this.held = []
    for (const [level, rows] of rowsOf) this.held[level] = rows.reduce((sum, row) => sum + Number(row >= 0), 0)
    this.paintAll()
  }

  show(layer: FigureLayer): void {
    this.layer = layer
    this.paintAll()
  }

  /** Rows whose figure changed under the layer's key. */
  paint(rows: Iterable<number>): void {
    if (!this.bound) return
    const { reader, levelOf, cellOf } = this.bound
    const value = valuesOf(this.layer, reader)
    if (!value) return this.paintAll()
    if (this.layer.isSmooth) return this.paintSmooth(value)
    const put = this.brush(reader)
    for (const row of rows) {
      const cell = cellOf[row] ?? -1
      if (cell >= 0) put(levelOf[row] ?? 0, cell, row, value(row))
    }
  }

  /** Reference values follow the day; repaints where one moved by more than an eighth. True if it did. */
  followTops(): boolean {
    const before = new Map(this.tops)
    this.measureTops()
    const moved = [...this.tops].some(([level, top]) => Math.abs(top - (before.get(level) ?? 0)) > top / 8)
    if (moved) this.paintAll()
    else for (const [level, top] of before) this.tops.set(level, top)
    return moved
  }

  /** Marks the selected and the hovered area and everything in them; all else steps back while an area is selected. */
  mark(selected: string, hovered: string): void {
    if (this.marked.selected === selected && this.marked.hovered === hovered) return
    this.marked = { selected, hovered }
    for (const [level, texels] of this.levels) {
      const inSelected = this.membership(level, selected)
      const inHovered = this.membership(level, hovered)
      const count = this.tree.namesAt(level)?.codes.length ?? 0
      for (let cell = 0; cell < count; cell++) {
        const outside = inSelected !== undefined && !inSelected(cell) ? MARK.outside : 0
        texels.mark(cell, outside | (inHovered?.(cell) ? MARK.hovered : 0))
      }
    }
  }

  /** Undefined where the code names no area below the city: then nothing is marked by it. */
  private membership(level: number, code: string): ((cell: number) => boolean) | undefined {
    const place = this.tree.placeOf(code)
    if (!place || place.level === 0) return undefined
    if (place.level > level) return () => true
    const rows = this.tree.ancestorRows(level, place.level)
    return (cell) => rows[cell] === place.row
  }

  private measureTops(): void {
    const value = this.bound && valuesOf(this.layer, this.bound.reader)
    if (!this.bound || !value) return
    for (const [level, rows] of this.bound.rowsOf) {
      const held = rows.filter((row) => row >= 0)
      this.tops.set(level, this.layer.topOf(value, held))
    }
  }

  /** The pattern of every cell with a number, known from the key's sources alone. */
  private surePattern(reader: ScopeReader): number {
    const standing = reader.standing(this.layer.key)
    return standing === 'late' || standing === 'stale' ? PATTERN.hatched : PATTERN.plain
  }

  private paintAll(): void {
    if (!this.bound) return
    this.measureTops()
    const { reader, rowsOf } = this.bound
    const value = valuesOf(this.layer, reader)
    if (value && this.layer.isSmooth) return this.paintSmooth(value)
    const put = this.brush(reader)
    for (const [level, rows] of rowsOf) {
      const texels = this.levels.get(level)
      rows.forEach((row, cell) => {
        if (value && row >= 0) put(level, cell, row, value(row))
        else texels?.put(cell, 0, PATTERN.empty)
      })
    }
  }

  /** A change reaches its neighbours, so each level is painted whole. */
  private paintSmooth(value: ValueAt): void {
    if (!this.bound) return
    const { reader, rowsOf } = this.bound
    const put = this.brush(reader)
    for (const [level, rows] of rowsOf) {
      const near = this.nearAt(level)
      const own = (cell: number) => ((rows[cell] ?? -1) < 0 ? Number.NaN : value(rows[cell] ?? 0))
      const values = Float64Array.from(rows, (_, cell) => own(cell))
      const known = (cell: number) => values[cell] ?? Number.NaN
      rows.forEach((row, cell) => {
        const even = near && row >= 0 ? smoothAt(near, cell, known) : known(cell)
        if (row < 0) this.levels.get(level)?.put(cell, 0, PATTERN.empty)
        else put(level, cell, row, even)
      })
    }
  }

  private nearAt(level: number): Nearness | undefined {
    const places = this.places.get(level)
    const near = this.near.get(level) ?? (places && nearnessOf(places.labels, places.typicalMetres))
    if (near) this.near.set(level, near)
    return near
  }

  /** Paints one cell after another; all that is the same for them is looked up once, as thousands follow each other. */
  private brush(reader: ScopeReader): (level: number, cell: number, row: number, value: number) => void {
    const { layer } = this
    const sure = this.surePattern(reader)
    const deepest = Math.max(0, ...this.levels.keys())
    const texels = Array.from({ length: deepest + 1 }, (_, level) => this.levels.get(level))
    const tops = Float64Array.from(texels, (_, level) => this.topAt(level))
    return (level, cell, row, value) => {
      const known = !Number.isNaN(value)
      const index = known ? layer.index(value, tops[level] ?? 1) : 0
      texels[level]?.put(cell, index, known ? sure : patternOf(reader.figure(layer.key, row).state))
    }
  }
}

function emptyTexels(cells: number): StateTexels {
  const texels = new StateTexels(cells)
  for (let cell = 0; cell < cells; cell++) texels.put(cell, 0, PATTERN.empty)
  return texels
}
