import type { CityWater, StreetHomes } from './city-names.ts'
import type { CitySource } from './city-bundle.ts'
import type { LevelGeometry } from './level-geometry.ts'

/** Told what has arrived. */
export interface LoaderTasks {
  levelCame(geometry: LevelGeometry): void
  homesChanged(streets: readonly StreetHomes[]): void
  waterCame(water: CityWater): void
  failed(reason: string): void
}

const MOST_STREETS = 12
/** Homes are bundled by the areas of this level. */
export const STREET_DEPTH = 2

/** Loads levels when the view first needs them and homes while their street is near; each only once at a time. SC-M1 */
export class CityLoader {
  private readonly source: CitySource
  private readonly tasks: LoaderTasks
  private readonly asked = new Set<number>()
  private readonly homes = new Map<string, StreetHomes | undefined>()
  private wanted: ReadonlySet<string> = new Set()
  private closed = false
  private outstanding = 0

  constructor(source: CitySource, tasks: LoaderTasks) {
    this.source = source
    this.tasks = tasks
  }

  /** Nothing that was asked for is still on its way. */
  get settled(): boolean {
    return this.outstanding === 0
  }

  want(level: number): void {
    if (this.asked.has(level) || !this.source.areaLevels.includes(level)) return
    this.asked.add(level)
    this.take(
      this.source.level(level),
      (geometry) => this.tasks.levelCame(geometry),
      () => this.asked.delete(level),
    )
  }

  /** A level and all above it, whose names and outlines stand around it; the coarse come first. */
  wantDownTo(level: number): void {
    for (const upper of this.source.areaLevels) if (upper <= level) this.want(upper)
  }

  /** The streets near the view; homes of all others are released. */
  wantHomes(streets: readonly string[]): void {
    const wanted = new Set(streets.slice(0, MOST_STREETS))
    const released = [...this.homes.keys()].filter((street) => !wanted.has(street))
    for (const street of released) this.homes.delete(street)
    this.wanted = wanted
    for (const street of wanted) if (!this.homes.has(street)) this.askHomes(street)
    if (released.length > 0) this.tellHomes()
  }

  /** The pack's rivers and lakes, if it brings any. */
  wantWater(): void {
    this.take(this.source.water(), (water) => water && this.tasks.waterCame(water))
  }

  close(): void {
    this.closed = true
    this.source.close()
  }

  private askHomes(street: string): void {
    this.homes.set(street, undefined)
    this.take(this.source.homes(street), (homes) => {
      if (homes === undefined || !this.wanted.has(street)) return
      this.homes.set(street, homes)
      this.tellHomes()
    })
  }

  private take<T>(asked: Promise<T>, came: (part: T) => void, failed?: () => void): void {
    this.outstanding++
    const told = asked.then(
      (part) => {
        if (!this.closed) came(part)
      },
      (error: unknown) => {
        failed?.()
        this.tasks.failed(String(error))
      },
    )
    void told.finally(() => this.outstanding--)
  }

  private tellHomes(): void {
    this.tasks.homesChanged([...this.homes.values()].filter((homes) => homes !== undefined))
  }
}
