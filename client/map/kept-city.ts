import type { CitySource } from './city-bundle.ts'
import type { CityWater, StreetHomes } from './city-names.ts'
import type { LevelGeometry } from './level-geometry.ts'

/** A city's outlines kept over losses of the GL context, so that a rebuilt map uploads and need not load. SC-M9 */
export class KeptCity {
  private readonly open: () => Promise<CitySource | undefined>
  private source: Promise<CitySource | undefined> | undefined
  private readonly levels = new Map<number, Promise<LevelGeometry>>()
  private water: Promise<CityWater | undefined> | undefined

  constructor(open: () => Promise<CitySource | undefined>) {
    this.open = open
  }

  /** The same city for every renderer; a failed opening is tried again by the next. */
  async lend(): Promise<CitySource | undefined> {
    this.source ??= this.open()
    try {
      const source = await this.source
      return source && this.keeping(source)
    } catch (error) {
      this.source = undefined
      throw error
    }
  }

  /** The stage goes for good. */
  release(): void {
    this.source?.then(
      (source) => source?.close(),
      () => undefined,
    )
    this.source = undefined
    this.water = undefined
    this.levels.clear()
  }

  private keeping(source: CitySource): CitySource {
    return {
      plane: source.plane,
      names: source.names,
      areaLevels: source.areaLevels,
      box: source.box,
      level: (level) => this.level(source, level),
      homes: (street): Promise<StreetHomes | undefined> => source.homes(street),
      water: () => (this.water ??= source.water()),
      close: () => undefined,
    }
  }

  private level(source: CitySource, level: number): Promise<LevelGeometry> {
    const kept = this.levels.get(level)
    if (kept) return kept
    const asked = source.level(level)
    this.levels.set(level, asked)
    asked.catch(() => this.levels.delete(level))
    return asked
  }
}
