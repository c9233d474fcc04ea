import { lasting } from '../observe/lasting-import.ts'

/** The map with all that draws it; no part of the first script. Its outlines are asked for at once. */
export const laterMapStage = lasting(async () => {
  const { MapStage, expectCity } = await import('./map-stage.tsx')
  expectCity()
  return { default: MapStage }
})
