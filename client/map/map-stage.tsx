import { useMapFeed } from '../state/map-feed.ts'

/** The map of the city over the whole desk. */
export function MapStage() {
  useMapFeed()
  return <div />
}
