import type { BundleIndex } from '../../shared/geo/bundle.ts'
import type { LevelNames, StreetHomes } from './city-names.ts'
import type { CityWater } from './city-names.ts'
import { filesWithin, namesWithin, type CityPart } from './city-part.ts'
import type { GeometryAnswer, GeometryAsk } from './geometry-messages.ts'
import type { LevelGeometry } from './level-geometry.ts'
import { boxOf, projectPairs, type Box, type Plane } from './plane.ts'

/** Levels from the top that stand in the first picture. */
export const COARSE_LEVELS = 3

type Ask<K extends GeometryAsk['kind']> = Omit<Extract<GeometryAsk, { kind: K }>, 'ask' | 'kind'>
type Answer<K extends GeometryAsk['kind']> = Extract<GeometryAnswer, { kind: K }>

/** Where the map takes a city's outlines from. */
export interface CitySource {
  readonly plane: Plane
  readonly names: readonly LevelNames[]
  /** Levels that are areas, from the top. */
  readonly areaLevels: readonly number[]
  /** Around all of it, where that is known before its outlines come. */
  readonly box?: Box | undefined
  level(level: number): Promise<LevelGeometry>
  /** Homes of one street; undefined where it has none. */
  homes(street: string): Promise<StreetHomes | undefined>
  /** Undefined where the pack brings none. */
  water(): Promise<CityWater | undefined>
  close(): void
}

/** The city's outlines as the server bundled them: read in a worker, each level when it is first looked at. */
export class CityBundle implements CitySource {
  readonly index: BundleIndex
  readonly plane: Plane
  readonly names: readonly LevelNames[]
  readonly box: Box | undefined
  private readonly desk: GeometryDesk
  private readonly base: string
  private readonly part: CityPart | undefined

  private constructor(parts: OpenedCity & { readonly base: string; readonly part: CityPart | undefined }) {
    const { index, names, desk, base, part } = parts
    const [west, south, east, north] = index.bounds ?? [0, 0, 0, 0]
    this.index = index
    this.part = part
    this.names = part === undefined ? names : namesWithin(index, names, part.node)
    this.plane = { lng: (west + east) / 2, lat: (south + north) / 2 }
    this.box = index.bounds && boxOf(projectPairs(this.plane, [west, south, east, north]), 0, 2)
    this.desk = desk
    this.base = base
  }

  /** Undefined for a growing city, whose rings come with the stream; rejects where the server does not answer. With a part, no more is loaded than that needs. */
  static async open(base: string, part?: CityPart, opening = openCity(base)): Promise<CityBundle | undefined> {
    const opened = await opening
    if (opened === undefined) return undefined
    const { area } = opened.index
    const own = area === undefined ? undefined : { node: area, homes: true }
    return new CityBundle({ ...opened, base, part: part ?? own })
  }

  get areaLevels(): readonly number[] {
    return this.index.levels.flatMap((level, n) => (level.cells.length > 0 ? [n] : []))
  }

  async level(level: number): Promise<LevelGeometry> {
    const files = filesWithin(this.index, level, this.names)
    const codes = this.names.find((rows) => rows.level === level)?.codes ?? []
    const urls = files.map(({ file }) => this.url(file))
    return (await this.desk.ask('level', { level, codes, plane: this.plane, urls })).geometry
  }

  async homes(street: string): Promise<StreetHomes | undefined> {
    const file = this.index.homes[street]
    if (file === undefined || this.part?.homes === false) return undefined
    return (await this.desk.ask('homes', { street, plane: this.plane, url: this.url(file.file) })).homes
  }

  async water(): Promise<CityWater | undefined> {
    const { water } = this.index
    if (water === undefined) return undefined
    const { water: mesh } = await this.desk.ask('water', { plane: this.plane, url: this.url(water.file) })
    return { mesh, attribution: water.attribution }
  }

  close(): void {
    this.desk.close()
  }

  private url(file: string): string {
    return `${this.base}city/${this.index.hash}/${file}`
  }
}

/** What a bundle begins with, whatever part of it is shown. */
export interface OpenedCity {
  readonly index: BundleIndex
  readonly names: readonly LevelNames[]
  readonly desk: GeometryDesk
}

/** Asks for index and names; the worker starts while the index is on its way. Undefined for a growing city. */
export async function openCity(base: string): Promise<OpenedCity | undefined> {
  const desk = new GeometryDesk()
  try {
    const index = await indexAt(base)
    if (index.growing || index.nodes === undefined) return (desk.close(), undefined)
    const at = (file: string) => `${base}city/${index.hash}/${file}`
    const { names } = await desk.ask('names', { url: at(index.nodes.file), soon: coarseFiles(index).map(at) })
    return { index, names, desk }
  } catch (reason) {
    desk.close()
    throw reason
  }
}

async function indexAt(base: string): Promise<BundleIndex> {
  const answer = await fetch(`${base}city/index.json`)
  if (!answer.ok) throw new Error(`city/index.json answered ${answer.status}`)
  const index: unknown = await answer.json()
  if (!isBundleIndex(index)) throw new TypeError('city/index.json is not a city index of this version')
  return index
}

/** Files of the levels that every view begins with, where one holds the whole level. */
function coarseFiles({ levels }: BundleIndex): string[] {
  return levels.slice(0, COARSE_LEVELS).flatMap(({ cells }) => (cells.length === 1 ? cells.map(({ file }) => file) : []))
}

/** The parts by which a page can tell that server and page are of one version; the server holds the whole schema. */
function isBundleIndex(value: unknown): value is BundleIndex {
  if (typeof value !== 'object' || value === null) return false
  const { hash, growing, levels, homes } = value as Partial<Record<keyof BundleIndex, unknown>>
  const listed =
    Array.isArray(levels) && levels.every((level: Partial<BundleIndex['levels'][number]>) => Array.isArray(level.cells))
  return typeof hash === 'string' && typeof growing === 'boolean' && listed && typeof homes === 'object'
}

/** Questions to the worker, each settled by its number. */
class GeometryDesk {
  private readonly worker = new Worker(new URL('./geometry-worker.ts', import.meta.url), { type: 'module' })
  private readonly waiting = new Map<number, (answer: GeometryAnswer) => void>()
  private last = 0

  constructor() {
    this.worker.addEventListener('message', ({ data }: MessageEvent<GeometryAnswer>) => {
      this.waiting.get(data.ask)?.(data)
      this.waiting.delete(data.ask)
    })
  }

  ask<K extends GeometryAsk['kind']>(kind: K, question: Ask<K>): Promise<Answer<K>> {
    this.last += 1
    const ask = this.last
    return new Promise((resolve, reject) => {
      this.waiting.set(ask, (answer) => {
        if (answer.kind === 'failed') reject(new Error(answer.reason))
        else resolve(answer as Answer<K>)
      })
      this.worker.postMessage({ kind, ask, ...question })
    })
  }

  close(): void {
    this.worker.terminate()
  }
}
