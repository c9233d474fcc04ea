import type { Plane } from '../../client/map/plane.ts'
import type { FrameEvent } from '../../shared/protocol/messages.ts'
import { seeded } from './synthetic-city.ts'

const METRES_A_DEGREE = 111_320
const WIDE_METRES = 60_000
const HIGH_METRES = 40_000

/** Seeded places all over the synthetic city, plane metres. */
export function syntheticPlaces(count: number): readonly (readonly [x: number, y: number])[] {
  const random = seeded(5)
  return Array.from({ length: count }, () => [(random() - 0.5) * WIDE_METRES, (random() - 0.5) * HIGH_METRES] as const)
}

/** Reported cases at those places. */
export function syntheticEvents(count: number, plane: Plane): readonly FrameEvent[] {
  const shrink = Math.cos((plane.lat * Math.PI) / 180)
  return syntheticPlaces(count).map(([x, y], n) => ({
    id: `e${n}`,
    kind: 'case',
    type: 'part',
    step: 'reported',
    node: 'C',
    point: [plane.lng + x / METRES_A_DEGREE / shrink, plane.lat + y / METRES_A_DEGREE] as const,
    t: n,
  }))
}
