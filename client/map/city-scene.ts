import type { Device, Texture } from '@luma.gl/core'
import { lasting } from '../observe/lasting-import.ts'
import type { Layer } from '../state/view.ts'
import { PALETTE } from '../theme/tokens.ts'
import { buildBorders } from './build-geometry.ts'
import type { FigureLayer } from './figure-layer.ts'
import type { LevelGeometry } from './level-geometry.ts'
import { BorderLayer } from './layers/border-layer/border-layer.ts'
import { CellLayer } from './layers/cell-layer/cell-layer.ts'
import type { CityWater } from './city-names.ts'
import type { ColumnField, ColumnGround } from './layers/column-field/column-field.ts'
import { PointLayer, type PointColumns } from './layers/point-layer/point-layer.ts'
import { WaterLayer } from './layers/water-layer/water-layer.ts'
import { isWaterAt } from './layers/water-layer/water-mesh.ts'
import type { WallDrawing } from './layers/wall-frame.ts'
import { rgbOf } from './palette.ts'
import { nearestTexture, type StateTexels } from './state-texture.ts'
import { borderStyle, waterShare } from './view-plan.ts'

interface DrawnLevel {
  readonly geometry: LevelGeometry
  readonly cells: CellLayer
  /** Exact for near views, coarse for far ones: one of them is drawn. */
  readonly borders: readonly BorderLayer[]
}

/** What the frame shows, decided by the renderer. */
export interface ScenePlan {
  readonly fill: number
  readonly layer: Layer
  readonly homes: boolean
}

const unitColour = (hex: string): [number, number, number] => {
  const [r, g, b] = rgbOf(hex)
  return [r / 255, g / 255, b / 255]
}
const GROUND = unitColour(PALETTE.ground)
const EMPTY = unitColour(PALETTE.empty)
const ACCENT = [...unitColour(PALETTE.accent), 1] as const
const PALETTE_SIZE = 256
/** Device pixels by which a border may stand off its place. */
const COARSE_OFF_PX = 0.6
const WATER = unitColour(PALETTE.water)
/** How much of what lies below an area's fill is let through it: less on a ramp, where a lighter fill would read as more. */
export const LET_THROUGH = { tier: 0.35, ramp: 0.2 } as const
const UNSEEN = [0, 0, 0, 0] as const
const SELECTION_PX = 2.6
const EVENT_PX = { tier: 2.8, events: 5 } as const
const HOME_PX = 5

/** Everything that lies on the GPU: levels, selection, homes, points; drawn from the ground up. */
export class CityScene {
  private readonly device: Device
  private readonly palette: Texture
  private readonly levels = new Map<number, DrawnLevel>()
  private readonly homes: PointLayer
  private readonly events: PointLayer
  private selection: BorderLayer | undefined
  private water: { readonly layer: WaterLayer; readonly from: CityWater } | undefined
  private waterShown = 0
  private columns: { field?: ColumnField; readonly palette: Texture } | undefined
  private news = false
  private closed = false
  private order: readonly WallDrawing[] = []
  plan: ScenePlan = { fill: 1, layer: 'tier', homes: false }

  constructor(device: Device, layer: FigureLayer) {
    this.device = device
    this.palette = nearestTexture(device, layer.ground ?? layer.palette, PALETTE_SIZE, 1)
    this.homes = new PointLayer(device, 'homes', (frame) => ({
      diameter: HOME_PX * frame.unit,
      opacity: this.plan.homes ? 1 : 0,
    }))
    this.events = new PointLayer(device, 'events', (frame) => ({
      diameter: (this.plan.layer === 'events' ? EVENT_PX.events : EVENT_PX.tier) * frame.unit,
      opacity: this.plan.layer === 'events' || this.plan.layer === 'tier' ? 1 : 0,
    }))
    this.arrange()
    this.wantColumns(layer)
  }

  get eventsDrawn(): number {
    return this.plan.layer === 'events' || this.plan.layer === 'tier' ? this.events.drawn : 0
  }

  /** Levels on the GPU, from the top. */
  get geometries(): readonly LevelGeometry[] {
    return [...this.levels.values()].map(({ geometry }) => geometry).sort((a, b) => a.level - b.level)
  }

  geometry(level: number): LevelGeometry | undefined {
    return this.levels.get(level)?.geometry
  }

  addLevel(geometry: LevelGeometry, texels: StateTexels): void {
    this.dropLevel(geometry.level)
    const { level, mesh } = geometry
    const cells = new CellLayer(this.device, {
      id: `cells-${level}`,
      mesh,
      texels,
      palette: this.palette,
      opacity: () => (this.plan.fill === level ? 1 : 0),
      through: ({ under }) => this.throughFills(under),
      ground: GROUND,
      empty: EMPTY,
    })
    const borders = [false, true].map((coarse) => this.borderLayer(geometry, coarse))
    this.levels.set(level, { geometry, cells, borders })
    this.arrange()
  }

  /** The pack's water shows through the tiers alone, thin lines of a base map through every layer. */
  private throughFills(under: boolean): number {
    const { tier, ramp } = LET_THROUGH
    if (this.plan.layer === 'tier') return under ? tier : tier * this.waterShown
    return under ? ramp : 0
  }

  private borderLayer(geometry: LevelGeometry, coarse: boolean): BorderLayer {
    const { level, typicalMetres } = geometry
    return new BorderLayer(this.device, {
      id: `${coarse ? 'coarse-' : ''}borders-${level}`,
      mesh: coarse ? geometry.coarse.borders : geometry.borders,
      look: ({ unit, ratio, camera }) => {
        const { colour, width } = borderStyle(level, (typicalMetres * camera.scale) / unit)
        const isFar = geometry.coarse.offByMetres * camera.scale * ratio <= COARSE_OFF_PX
        return { colour: level === 0 || isFar !== coarse ? UNSEEN : colour, width: width * unit }
      },
    })
  }

  private dropLevel(level: number): void {
    const drawn = this.levels.get(level)
    drawn?.cells.destroy()
    for (const layer of drawn?.borders ?? []) layer.destroy()
    this.levels.delete(level)
  }

  /** Outlines one cell in the accent; undefined takes the outline away. */
  select(geometry: LevelGeometry | undefined, cell: number): void {
    this.selection?.destroy()
    this.selection = undefined
    if (geometry && geometry.level > 0) {
      const mesh = buildBorders(geometry, cell)
      this.selection = new BorderLayer(this.device, {
        id: 'selection',
        mesh,
        look: (frame) => ({ colour: ACCENT, width: SELECTION_PX * frame.unit }),
      })
    }
    this.arrange()
  }

  paint(layer: FigureLayer): void {
    this.palette.writeData(layer.ground ?? layer.palette, { x: 0, y: 0, width: PALETTE_SIZE, height: 1 })
    this.wantColumns(layer)
  }

  /** Columns are loaded when first chosen. SC-M14 */
  private wantColumns(layer: FigureLayer): void {
    if (layer.name !== 'columns' || this.columns) return
    const palette = nearestTexture(this.device, layer.palette, PALETTE_SIZE, 1)
    const columns: { field?: ColumnField; readonly palette: Texture } = { palette }
    this.columns = columns
    const load = lasting(() => import('./layers/column-field/column-field.ts'))
    void load().then((loaded) => {
      if (this.closed) return
      columns.field = new loaded.ColumnField(this.device, { palette, empty: EMPTY, ground: () => this.columnGround() })
      this.news = true
      this.arrange()
    })
  }

  private columnGround(): ColumnGround | undefined {
    const drawn = this.plan.layer === 'columns' ? this.levels.get(this.plan.fill) : undefined
    return drawn && { geometry: drawn.geometry, state: drawn.cells.texture, texels: drawn.cells.texelsWide }
  }

  /** Everything that the layer draws with has been loaded. */
  get equipped(): boolean {
    return this.plan.layer !== 'columns' || this.columns?.field !== undefined
  }

  /** True once after a piece of the picture came. */
  takeNews(): boolean {
    const was = this.news
    this.news = false
    return was
  }

  setEvents(columns: PointColumns): void {
    this.events.set(columns)
  }

  /** Rivers and lakes, shown in wide views; `lat` of the city's centre. SC-M12 */
  setWater(from: CityWater, lat: number): void {
    this.water?.layer.destroy()
    const layer = new WaterLayer(this.device, from.mesh, (frame) => {
      this.waterShown = frame.under ? 0 : waterShare(frame.camera.scale / frame.unit, lat)
      return { colour: [...WATER, this.waterShown] }
    })
    this.water = { layer, from }
    this.arrange()
  }

  /** Whom the water is from, while it shows. */
  get waterCredit(): CityWater['attribution'] | undefined {
    return this.waterShown > 0 ? this.water?.from.attribution : undefined
  }

  /** Whether water shows at a place or within `near` metres of it; for checks of pixels. */
  hasWaterAt(place: readonly [x: number, y: number], near: number): boolean {
    return this.waterShown > 0 && this.water !== undefined && isWaterAt(this.water.from.mesh, place, near)
  }

  setHomes(columns: PointColumns): void {
    this.homes.set(columns)
  }

  /** True where a change of figures or points waits to be seen. */
  get pending(): boolean {
    return this.levels.get(this.plan.fill)?.cells.pending ?? false
  }

  /** Sends changed texels of the filled level; one call a texture. Bytes sent. */
  upload(): number {
    return this.levels.get(this.plan.fill)?.cells.upload() ?? 0
  }

  drawings(): readonly WallDrawing[] {
    return this.order
  }

  destroy(): void {
    this.closed = true
    for (const level of this.levels.keys()) this.dropLevel(level)
    for (const part of [this.homes, this.events, this.selection, this.water?.layer, this.columns?.field, this.columns?.palette])
      part?.destroy()
    this.palette.destroy()
  }

  /** Water, fills, then borders from the finest to the coarsest, so that the coarser lies on top. */
  private arrange(): void {
    const drawn = [...this.levels.values()].sort((a, b) => b.geometry.level - a.geometry.level)
    const selection = this.selection ? [this.selection] : []
    this.order = [
      ...(this.water ? [this.water.layer] : []),
      ...drawn.map(({ cells }) => cells),
      ...drawn.flatMap(({ borders }) => borders),
      this.homes,
      this.events,
      ...(this.columns?.field ? [this.columns.field] : []),
      ...selection,
    ]
  }
}
