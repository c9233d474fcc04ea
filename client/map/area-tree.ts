import type { LevelNames } from './city-names.ts'

/** Where an area stands: its level and its row in it. */
export interface AreaPlace {
  readonly level: number
  readonly row: number
}

/** The city's areas from the top down, as the map needs them: places by code, ancestors by row, names. */
export class AreaTree {
  readonly levels: readonly LevelNames[]
  private readonly places = new Map<string, AreaPlace>()
  private readonly byLevel = new Map<number, LevelNames>()
  private readonly ancestors = new Map<string, Int32Array>()

  constructor(levels: readonly LevelNames[]) {
    this.levels = levels
    for (const names of levels) {
      this.byLevel.set(names.level, names)
      names.codes.forEach((code, row) => this.places.set(code, { level: names.level, row }))
    }
  }

  /** Areas in all. */
  get size(): number {
    return this.places.size
  }

  placeOf(code: string): AreaPlace | undefined {
    return this.places.get(code)
  }

  namesAt(level: number): LevelNames | undefined {
    return this.byLevel.get(level)
  }

  codeAt(level: number, row: number): string {
    return this.byLevel.get(level)?.codes[row] ?? ''
  }

  /** For each row of `level`, the row of its ancestor at `upper`; -1 where it has none there. */
  ancestorRows(level: number, upper: number): Int32Array {
    const key = `${level}/${upper}`
    const known = this.ancestors.get(key)
    if (known) return known
    const codes = this.byLevel.get(level)?.codes ?? []
    const rows = Int32Array.from(codes, (code) => this.climb(code, upper))
    this.ancestors.set(key, rows)
    return rows
  }

  private climb(code: string, upper: number): number {
    let place = this.places.get(code)
    while (place && place.level > upper) {
      const parent = this.byLevel.get(place.level)?.parents[place.row] ?? ''
      place = this.places.get(parent)
    }
    return place?.level === upper ? place.row : -1
  }
}
