import { changeOf, FIGURES, firstFigures } from '../../support/synthetic-changes.ts'
import { syntheticCity } from '../../support/synthetic-city.ts'

const GRIDS = 4
const METRES_A_DEGREE = 111_320
const TILE = 512

/** Eight colours from the lowest figure to the highest. */
export const COLOURS = ['#12365c', '#185a82', '#1e8296', '#3ca078', '#beaa3c', '#e68228', '#eb5028', '#ff1e3c'] as const
export const colourOf = (value: number): string => COLOURS[Math.floor((value / FIGURES) * COLOURS.length)] ?? COLOURS[0]

export interface PeerFeature {
  readonly type: 'Feature'
  readonly id: number
  readonly properties: { id: number; value: number }
  readonly geometry: { readonly type: 'Polygon'; readonly coordinates: readonly (readonly (readonly [number, number])[])[] }
}

/** The 15,000 grids that the wall draws, as a peer takes them: GeoJSON in degrees, with the same figures. */
export interface PeerCity {
  readonly center: readonly [lng: number, lat: number]
  /** At which the city fills the width. */
  readonly zoom: number
  readonly features: PeerFeature[]
  /** Takes the next update: the areas changed, their figures already written. */
  change(): readonly number[]
  /** Every 300th area with its present colour and where its middle lies on the screen, CSS pixels. */
  spots(): { readonly x: number; readonly y: number; readonly colour: string }[]
}

export function peerCity(width: number, height: number): PeerCity {
  const { plane, geometries } = syntheticCity()
  const grids = geometries[GRIDS]
  if (!grids) throw new Error('The synthetic city has no grids')
  const shrink = Math.cos((plane.lat * Math.PI) / 180)
  const lngLat = (x: number, y: number) => [plane.lng + x / METRES_A_DEGREE / shrink, plane.lat + y / METRES_A_DEGREE] as const
  const values = firstFigures(grids.codes.length)
  const ringOf = (row: number) => {
    const points: (readonly [number, number])[] = []
    for (let at = grids.ringStart[row] ?? 0; at < (grids.ringStart[row + 1] ?? 0); at++)
      points.push(lngLat(grids.outline[2 * at] ?? 0, grids.outline[2 * at + 1] ?? 0))
    const [first] = points
    return first ? [...points, first] : points
  }
  const features = grids.codes.map((_, id): PeerFeature => ({
    type: 'Feature',
    id,
    properties: { id, value: values[id] ?? 0 },
    geometry: { type: 'Polygon', coordinates: [ringOf(id)] },
  }))
  const zoom = Math.log2((width * 0.94 * 360) / TILE / (60_000 / METRES_A_DEGREE / shrink))
  const world = TILE * 2 ** zoom
  const down = (lat: number) => (world * (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI)) / 2
  let updates = 0
  return {
    center: [plane.lng, plane.lat],
    zoom,
    features,
    change() {
      const { cells, values: fresh } = changeOf(updates, features.length)
      updates += 1
      cells.forEach((cell, n) => {
        const feature = features[cell]
        if (feature) feature.properties.value = fresh[n] ?? 0
      })
      return [...cells]
    },
    spots: () =>
      features.flatMap(({ properties }, row) => {
        if (row % 300 !== 0) return []
        const [lng, lat] = lngLat(grids.labels[2 * row] ?? 0, grids.labels[2 * row + 1] ?? 0)
        const x = width / 2 + ((lng - plane.lng) / 360) * world
        const y = height / 2 + down(lat) - down(plane.lat)
        return y > 8 && y < height - 8 ? [{ x, y, colour: colourOf(properties.value) }] : []
      }),
  }
}
