import type { MapFeed } from '../state/map-feed.ts'
import type { UnderMap } from './base-map/under-map.ts'
import type { Bezels } from './bezels.ts'
import type { CitySource } from './city-bundle.ts'

/** Where the renderer stands and what it may call. */
export interface WallRendererProps {
  /** Takes the pointer; both canvases fill it. */
  readonly box: HTMLElement
  readonly canvas: HTMLCanvasElement
  readonly labels: HTMLCanvasElement
  readonly feed: MapFeed
  /** On its way already; undefined for a city that grows with its events. */
  readonly city: Promise<CitySource | undefined>
  /** Frames between the screens of a wall, if it has any. */
  readonly bezels?: Bezels | undefined
  /** What lies under the picture, where anything can. */
  readonly under?: UnderMap | undefined
  readonly failed: (reason: string) => void
}

/** What was drawn and sent so far; for measurements. */
export interface RendererCounts {
  redraws: number
  uploads: number
  bytesUploaded: number
}
