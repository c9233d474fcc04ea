/** Web Mercator plane in metres true at the city's centre: x to the east, y to the north of the origin. */
export interface Plane {
  readonly lng: number
  readonly lat: number
}

/** Axis-aligned box in plane metres. */
export interface Box {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

const EARTH_RADIUS_METRES = 6378137
const RADIANS = Math.PI / 180

const mercator = (lat: number) => Math.asinh(Math.tan(lat * RADIANS))

/** Metres to the east of the plane's origin. */
export function planeX(plane: Plane, lng: number): number {
  return EARTH_RADIUS_METRES * Math.cos(plane.lat * RADIANS) * (lng - plane.lng) * RADIANS
}

/** Metres to the north of the plane's origin. */
export function planeY(plane: Plane, lat: number): number {
  return EARTH_RADIUS_METRES * Math.cos(plane.lat * RADIANS) * (mercator(lat) - mercator(plane.lat))
}

/** Longitude and latitude of a place in plane metres. */
export function lngLatOf(plane: Plane, x: number, y: number): [lng: number, lat: number] {
  const scale = EARTH_RADIUS_METRES * Math.cos(plane.lat * RADIANS)
  const north = Math.sinh(y / scale + mercator(plane.lat))
  return [plane.lng + x / scale / RADIANS, Math.atan(north) / RADIANS]
}

/** CSS pixels of the whole world's width at zoom 0, as web maps count. */
const WORLD_PX = 512

/** Zoom of a web map whose centre is at `lat`, for a scale in CSS pixels a plane metre. */
export function zoomOf(scale: number, lat: number): number {
  return Math.log2((scale * 2 * Math.PI * EARTH_RADIUS_METRES * Math.cos(lat * RADIANS)) / WORLD_PX)
}

/** Projects interleaved lng, lat pairs; single precision keeps 8 mm over 100 km. */
export function projectPairs(plane: Plane, lngLat: ArrayLike<number>): Float32Array {
  const scale = EARTH_RADIUS_METRES * Math.cos(plane.lat * RADIANS)
  const zero = mercator(plane.lat)
  const out = new Float32Array(lngLat.length)
  for (let i = 0; i + 1 < lngLat.length; i += 2) {
    out[i] = scale * ((lngLat[i] ?? 0) - plane.lng) * RADIANS
    out[i + 1] = scale * (mercator(lngLat[i + 1] ?? 0) - zero)
  }
  return out
}

export const EMPTY_BOX: Box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity }

/** The box around vertices `from` … `to` (exclusive) of interleaved pairs. */
export function boxOf(pairs: Float32Array, from: number, to: number): Box {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = from; i < to; i++) {
    const x = pairs[2 * i] ?? 0
    const y = pairs[2 * i + 1] ?? 0
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  }
  return { minX, minY, maxX, maxY }
}

export function joinBoxes(a: Box, b: Box): Box {
  return {
    minX: Math.min(a.minX, b.minX),
    minY: Math.min(a.minY, b.minY),
    maxX: Math.max(a.maxX, b.maxX),
    maxY: Math.max(a.maxY, b.maxY),
  }
}

export function boxesMeet(a: Box, b: Box): boolean {
  return a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY
}
