import { createContext, useContext } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { FrameEvent } from '../../shared/protocol/messages.ts'
import type { AreaCompass } from './area-compass.ts'
import type { CityFacts } from './city-facts.ts'
import type { ViewStore } from './view-store.ts'
import type { MapAlarm } from './map-alarms.ts'
import type { LinkFacts, NewEvents, ScopeReader } from './wall-state.ts'

/** What one applied frame changed in the wall scope. */
export interface WallChange {
  /** True for a snapshot: nodes, keys and columns are new, read all again. */
  readonly whole: boolean
  /** Rows whose value or state changed under a key, ascending; empty for a key out of scope. */
  rowsOf(key: string): Iterable<number>
  /** Events that came with this frame, oldest first. */
  readonly events: NewEvents
  readonly seq: number
  /** Server wall time, epoch ms, of the oldest commit this frame brought; absent where the clock alone caused it. */
  readonly committedWall?: number | undefined
}

/** CSS pixels of the map's box that lie under the shade of panels: the city is framed in what is left. */
export interface StageInsets {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  /** Height of the area card, which stands over the bottom while an area is selected. */
  readonly card: number
}

/** What stands over a part of the stage, CSS pixels of the map's box; nothing where it has no size. */
export interface StageCover {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export const NO_COVER: StageCover = { left: 0, top: 0, width: 0, height: 0 }

/** All the map knows of the rest of the screen: it reads columns, and calls `select` and `hover`. SC2 */
export interface MapFeed {
  /** The root scope down to the grids; undefined until its first snapshot. */
  wall(): ScopeReader | undefined
  /** The selected node with its children. */
  focus(): ScopeReader | undefined
  /** Called after each frame applied to the wall scope, before the next animation frame; returns the way out. */
  subscribe(listener: (change: WallChange) => void): () => void
  /** Newest events of the wall scope, oldest first, at most 50,000. */
  events(): readonly FrameEvent[]
  link(): LinkFacts
  /** Active alarms of the city; the same list until another one was read. */
  alarms(): readonly MapAlarm[]
  /** Names, levels and types of the city; undefined until loaded. */
  city(): CityFacts | undefined
  /** node, layer, lang, hovered: `view.getState()`, `view.subscribe(…)`. */
  readonly view: ViewStore
  /** The free part of the map's own box, which fills the whole desk; changes with the window. */
  readonly insets: StoreApi<StageInsets>
  /** Where the news stands over the map: it comes and goes without moving the camera, and names keep clear of it. */
  readonly news: StoreApi<StageCover>
  /** Where the map lets keys find their way among areas. */
  readonly compass: StoreApi<AreaCompass>
  select(code: string): void
  /** '' when the pointer left. */
  hover(code: string): void
}

export const MapFeedContext = createContext<MapFeed | undefined>(undefined)

/** The feed of the wall this component stands in. */
export function useMapFeed(): MapFeed {
  const feed = useContext(MapFeedContext)
  if (feed === undefined) throw new Error('The map stands outside a wall: wrap it in MapFeedContext')
  return feed
}
