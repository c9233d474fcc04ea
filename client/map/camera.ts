import type { StageInsets } from '../state/map-feed.ts'
import type { Box } from './plane.ts'

/** Where the map looks: centre in plane metres, scale in CSS pixels a metre. */
export interface Camera {
  readonly x: number
  readonly y: number
  readonly scale: number
}

/** Size of the stage in CSS pixels. */
export interface StageSize {
  readonly width: number
  readonly height: number
}

/** Longest move of the camera. SC-M4 */
export const EASE_MS = 800
/** Street corner to province: CSS pixels a metre. */
export const SCALE_LIMITS = { min: 0.0005, max: 4 } as const
const MARGIN = 0.97

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

export function screenX(camera: Camera, size: StageSize, x: number): number {
  return size.width / 2 + (x - camera.x) * camera.scale
}

export function screenY(camera: Camera, size: StageSize, y: number): number {
  return size.height / 2 - (y - camera.y) * camera.scale
}

/** Plane metres under a CSS pixel. */
export function planeAt(camera: Camera, size: StageSize, pixel: readonly [number, number]): readonly [number, number] {
  return [camera.x + (pixel[0] - size.width / 2) / camera.scale, camera.y - (pixel[1] - size.height / 2) / camera.scale]
}

/** What the stage shows, grown by `marginPx` CSS pixels on each side. */
export function viewBox(camera: Camera, size: StageSize, marginPx = 0): Box {
  const halfX = (size.width / 2 + marginPx) / camera.scale
  const halfY = (size.height / 2 + marginPx) / camera.scale
  return { minX: camera.x - halfX, minY: camera.y - halfY, maxX: camera.x + halfX, maxY: camera.y + halfY }
}

/** The camera that shows a box whole between the insets, in the middle of what they leave. SC-M4 */
export function fitBox(box: Box, size: StageSize, insets: Omit<StageInsets, 'card'>): Camera {
  const freeWidth = Math.max(40, size.width - insets.left - insets.right)
  const freeHeight = Math.max(40, size.height - insets.top - insets.bottom)
  const spanX = Math.max(1, box.maxX - box.minX)
  const spanY = Math.max(1, box.maxY - box.minY)
  const scale = clamp(MARGIN * Math.min(freeWidth / spanX, freeHeight / spanY), SCALE_LIMITS.min, SCALE_LIMITS.max)
  return {
    x: (box.minX + box.maxX) / 2 + (insets.right - insets.left) / 2 / scale,
    y: (box.minY + box.maxY) / 2 + (insets.top - insets.bottom) / 2 / scale,
    scale,
  }
}

/** Keeps the centre inside a box, and the scale between the whole of it and a street corner. */
export function holdCamera(camera: Camera, box: Box, size: StageSize): Camera {
  const span = Math.max(box.maxX - box.minX, box.maxY - box.minY, 1)
  const least = clamp((0.4 * Math.min(size.width, size.height)) / span, SCALE_LIMITS.min, SCALE_LIMITS.max)
  return {
    x: clamp(camera.x, box.minX, box.maxX),
    y: clamp(camera.y, box.minY, box.maxY),
    scale: clamp(camera.scale, least, SCALE_LIMITS.max),
  }
}

/**
 * The camera at `elapsedMs` of a move: slow, fast, slow; the centre keeps pace with the scale,
 * so that the goal never runs out of the picture on the way.
 */
export function easeCamera(from: Camera, to: Camera, elapsedMs: number): Camera {
  const t = clamp(elapsedMs / EASE_MS, 0, 1)
  if (t === 1) return to
  const k = t * t * (3 - 2 * t)
  const ratio = to.scale / from.scale
  const scale = from.scale * ratio ** k
  // Straight in 1/scale: the point that stays fixed on the screen while zooming does so exactly.
  const along = Math.abs(ratio - 1) < 1e-6 ? k : (1 / scale - 1 / from.scale) / (1 / to.scale - 1 / from.scale)
  return { x: from.x + (to.x - from.x) * along, y: from.y + (to.y - from.y) * along, scale }
}

/** Moved by CSS pixels and steps of zoom. */
export function moveCamera(camera: Camera, pixels: readonly [number, number], zoom: number): Camera {
  const { x, y, scale } = camera
  return { x: x + pixels[0] / scale, y: y - pixels[1] / scale, scale: scale * 2 ** zoom }
}
