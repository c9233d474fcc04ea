import type { Density } from './split-area.ts'

/** A centre people crowd around: position in degrees, how many times the open country, how far it reaches in km. */
interface Centre {
  readonly at: readonly [lng: number, lat: number]
  readonly height: number
  readonly reachKm: number
}

const CENTRES: readonly Centre[] = [
  { at: [120.165, 30.272], height: 60, reachKm: 5.5 },
  { at: [120.2, 30.21], height: 8, reachKm: 4 },
  { at: [120.265, 30.17], height: 7, reachKm: 6 },
  { at: [120.3, 30.418], height: 16, reachKm: 4 },
  { at: [120.0, 30.28], height: 12, reachKm: 4 },
  { at: [120.345, 30.305], height: 6, reachKm: 6 },
  { at: [119.95, 30.05], height: 16, reachKm: 3.5 },
  { at: [119.715, 30.232], height: 16, reachKm: 3.5 },
  { at: [119.685, 29.797], height: 14, reachKm: 3 },
  { at: [119.285, 29.475], height: 14, reachKm: 3 },
  { at: [119.04, 29.608], height: 14, reachKm: 3 },
]
const KM_PER_DEGREE = 111.32
const SQUEEZE = 0.866

/** How many areas want to be at a lattice position: dense at the city's and the counties' centres, thin in the hills. */
export const cityDensity: Density = (x, y) => {
  const [lng, lat] = [x / 1e5, y / 1e5]
  return CENTRES.reduce((sum, { at, height, reachKm }) => {
    const km = KM_PER_DEGREE * Math.hypot((lng - at[0]) * SQUEEZE, lat - at[1])
    return sum + height * Math.exp(-km / reachKm)
  }, 1)
}
