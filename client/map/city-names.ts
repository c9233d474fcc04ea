import type { WaterMesh } from './layers/water-layer/water-mesh.ts'

/** Codes, parents and names of one level of areas, by row. */
export interface LevelNames {
  readonly level: number
  /** Node number of row 0. */
  readonly firstIndex: number
  readonly codes: readonly string[]
  readonly zh: readonly string[]
  readonly en: readonly string[]
  /** Code of each row's parent, '' for the root. */
  readonly parents: readonly string[]
}

/** Rivers and lakes, and whom they are from. */
export interface CityWater {
  readonly mesh: WaterMesh
  readonly attribution: { readonly zh: string; readonly en: string }
}

/** Points of the homes under one street: compounds first, then stairwells; plane metres, interleaved. */
export interface StreetHomes {
  readonly street: string
  readonly levels: readonly {
    readonly level: number
    readonly codes: readonly string[]
    readonly zh: readonly string[]
    readonly en: readonly string[]
    readonly points: Float32Array
  }[]
}
