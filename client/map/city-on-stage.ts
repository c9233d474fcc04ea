import type { Device } from '@luma.gl/core'
import type { WallChange } from '../state/map-feed.ts'
import type { ScopeReader } from '../state/wall-state.ts'
import type { Spot } from '../state/area-compass.ts'
import type { View } from '../state/view.ts'
import type { CitySource } from './city-bundle.ts'
import type { StreetHomes } from './city-names.ts'
import { AreaTree, type AreaPlace } from './area-tree.ts'
import { buildCellIndex, type CellIndex } from './cell-index.ts'
import { CityScene } from './city-scene.ts'
import type { GrownCity } from './growing-city.ts'
import type { FigureLayer } from './figure-layer.ts'
import { homePoints } from './home-points.ts'
import { figureLayerOf } from './legend.ts'
import { onStage, tellOnStage } from './on-stage.ts'
import type { LevelGeometry } from './level-geometry.ts'
import { boxesMeet, boxOf, EMPTY_BOX, joinBoxes, type Box, type Plane } from './plane.ts'
import type { LevelSize } from './view-plan.ts'
import { WallShades } from './wall-shades.ts'

/** Share of its box that a city covers at least: levels thought smaller than they are come a moment later, none in vain. */
const COVERED = 0.4

/** One city on one GL context: its tree, what its cells look like, what lies on the GPU, and what is under a point. */
export class CityOnStage {
  readonly plane: Plane
  readonly tree: AreaTree
  readonly shades: WallShades
  readonly scene: CityScene
  homes: readonly StreetHomes[] = []
  private readonly areaLevels: readonly number[]
  private readonly indices = new Map<number, CellIndex>()
  private outline: Box

  constructor(device: Device, city: Pick<CitySource, 'plane' | 'names' | 'areaLevels' | 'box'>, view: View) {
    const layer = figureLayerOf(view.layer)
    this.plane = city.plane
    this.outline = city.box ?? EMPTY_BOX
    this.areaLevels = city.areaLevels
    this.tree = new AreaTree(city.names)
    this.shades = new WallShades(this.tree, layer)
    this.scene = new CityScene(device, layer)
  }

  /** A bundled city, whose levels come later. */
  static of(device: Device, source: CitySource, view: View): CityOnStage {
    return new CityOnStage(device, source, view)
  }

  /** A growing city as far as it has grown. */
  static grown(device: Device, grown: GrownCity, plane: Plane, view: View): CityOnStage {
    const areaLevels = grown.geometries.map(({ level }) => level)
    const city = new CityOnStage(device, { plane, names: grown.names, areaLevels }, view)
    for (const geometry of grown.geometries) city.addLevel(geometry)
    return city
  }

  addLevel(geometry: LevelGeometry): void {
    const texels = this.shades.texels(geometry.level)
    if (!texels) return
    this.scene.addLevel(geometry, texels)
    this.shades.place(geometry.level, geometry)
    this.indices.delete(geometry.level)
    this.outline = joinBoxes(this.outline, boxOf(geometry.outline, 0, geometry.outline.length / 2))
  }

  setHomes(streets: readonly StreetHomes[]): void {
    this.homes = streets
    this.scene.setHomes(homePoints(streets))
  }

  /** An area of the map for any code: itself, or the area that a home in focus lies in; '' for none. */
  areaOf(code: string, focus: ScopeReader | undefined): string {
    if (this.tree.placeOf(code)) return code
    const row = focus?.rowOf(code) ?? -1
    return focus && row >= 0 ? (focus.nodes[row]?.parent ?? '') : ''
  }

  /** The box around the city, as far as it is known; undefined before anything is. */
  get box(): Box | undefined {
    return this.outline.minX <= this.outline.maxX ? this.outline : undefined
  }

  bind(reader: ScopeReader): void {
    this.shades.bind(reader)
  }

  /** Colours the areas by another layer. */
  show(layer: FigureLayer): void {
    this.shades.show(layer)
    this.scene.paint(layer)
  }

  /** Paints what changed under the layer's keys. */
  follow(change: WallChange, { key, less }: FigureLayer): void {
    this.shades.paint(change.rowsOf(key))
    if (less !== undefined) this.shades.paint(change.rowsOf(less))
  }

  /** Tells legend and table what stands here. SC-M7 */
  tell(): void {
    const { scene, shades } = this
    const { plan, eventsDrawn, waterCredit } = scene
    tellOnStage({ level: plan.fill, top: shades.topAt(plan.fill), events: eventsDrawn, water: waterCredit })
  }

  /** Levels of areas with their present sizes; those not yet here are judged by their number of areas. */
  sizes(scale: number): LevelSize[] {
    const whole = this.typicalOfOne()
    return this.areaLevels.flatMap((level) => {
      const here = this.scene.geometry(level)
      if (here) return [{ level, px: here.typicalMetres * scale }]
      const count = this.tree.namesAt(level)?.codes.length ?? 0
      if (Number.isNaN(whole) || count === 0) return []
      return [{ level, px: (whole / Math.sqrt(count)) * scale }]
    })
  }

  /** Side of an area as large as the city, metres; before any outline is here, as its box lets expect; NaN without one. */
  private typicalOfOne(): number {
    const known = this.scene.geometries[0]
    if (known) return known.typicalMetres * Math.sqrt(known.codes.length)
    const { box } = this
    return box ? Math.sqrt((box.maxX - box.minX) * (box.maxY - box.minY) * COVERED) : Number.NaN
  }

  /** The finest level on the stage that is not finer than asked, else the coarsest below the city. */
  drawable(level: number): number {
    const here = this.scene.geometries.map((geometry) => geometry.level).filter((n) => n > 0)
    return here.findLast((n) => n <= level) ?? here[0] ?? 0
  }

  /** Code of the area of a level under a place, '' for none. */
  codeAt(level: number, x: number, y: number): string {
    const geometry = this.scene.geometry(level)
    if (!geometry) return ''
    const index = this.indices.get(level) ?? buildCellIndex(geometry)
    this.indices.set(level, index)
    const cell = index.cellAt(x, y)
    return cell < 0 ? '' : (geometry.codes[cell] ?? '')
  }

  /** Where the names of these areas stand; those not on the stage are left out. */
  spotsOf(codes: readonly string[]): Spot[] {
    return codes.flatMap((code) => {
      const place = this.tree.placeOf(code)
      const labels = place && this.scene.geometry(place.level)?.labels
      return labels ? [{ code, x: labels[2 * place.row] ?? 0, y: labels[2 * place.row + 1] ?? 0 }] : []
    })
  }

  /** The box of an area, undefined while its level is not here. */
  boxOf(place: AreaPlace): Box | undefined {
    if (place.level === 0) return this.box
    const geometry = this.scene.geometry(place.level)
    if (!geometry) return undefined
    return boxOf(geometry.outline, geometry.ringStart[place.row] ?? 0, geometry.ringStart[place.row + 1] ?? 0)
  }

  /** Outlines the selected area if its level is here. */
  outlineOf(code: string): void {
    const place = this.tree.placeOf(code)
    this.scene.select(place && this.scene.geometry(place.level), place?.row ?? 0)
  }

  /** Codes of a level's areas whose boxes meet the view. */
  codesIn(level: number, view: Box): string[] {
    const geometry = this.scene.geometry(level)
    if (!geometry) return []
    return geometry.codes.filter((_, row) => {
      const box = this.boxOf({ level, row })
      return box !== undefined && boxesMeet(box, view)
    })
  }

  destroy(): void {
    tellOnStage({ ...onStage.getState(), water: undefined })
    this.scene.destroy()
  }
}
