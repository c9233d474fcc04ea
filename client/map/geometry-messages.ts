import type { WaterMesh } from './layers/water-layer/water-mesh.ts'
import type { LevelNames, StreetHomes } from './city-names.ts'
import type { LevelGeometry } from './level-geometry.ts'
import type { Plane } from './plane.ts'

/** Page → geometry worker; each is answered under its number. */
export type GeometryAsk =
  /** `soon`: files of outlines that will be asked for next; they come while the names are read. */
  | { readonly kind: 'names'; readonly ask: number; readonly url: string; readonly soon: readonly string[] }
  | {
      readonly kind: 'level'
      readonly ask: number
      readonly level: number
      readonly codes: readonly string[]
      readonly plane: Plane
      readonly urls: readonly string[]
    }
  | { readonly kind: 'homes'; readonly ask: number; readonly street: string; readonly plane: Plane; readonly url: string }
  | { readonly kind: 'water'; readonly ask: number; readonly plane: Plane; readonly url: string }

/** Geometry worker → page. */
export type GeometryAnswer =
  | { readonly kind: 'names'; readonly ask: number; readonly names: readonly LevelNames[] }
  | { readonly kind: 'level'; readonly ask: number; readonly geometry: LevelGeometry }
  | { readonly kind: 'homes'; readonly ask: number; readonly homes: StreetHomes }
  | { readonly kind: 'water'; readonly ask: number; readonly water: WaterMesh }
  | { readonly kind: 'failed'; readonly ask: number; readonly reason: string }
