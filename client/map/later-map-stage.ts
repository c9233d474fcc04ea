import { lasting } from '../observe/lasting-import.ts'

/** The map with all that draws it; no part of the first script. Its outlines are asked for while it is on its way. */
export const laterMapStage = lasting(async () => {
  const expected = import('./expected-city.ts').then(({ expectCity }) => expectCity())
  const [{ MapStage }] = await Promise.all([import('./map-stage.tsx'), expected])
  return { default: MapStage }
})
