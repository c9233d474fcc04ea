import type { FigureLayer } from './figure-layer.ts'
import { zoomOf } from './plane.ts'

/** A level of areas at the present scale. */
export interface LevelSize {
  readonly level: number
  /** Typical side of an area, CSS pixels. */
  readonly px: number
}

/** Smallest typical side at which areas are told apart across a room, CSS pixels at 1080 lines. */
const READABLE_PX = 20
/** Smallest typical side at which areas are filled one by one, CSS pixels at 1080 lines: finer ones cost vertices nobody sees. */
const FILLED_PX = { view: 10, grid: 6, column: READABLE_PX } as const
/** Side of a finest area from which homes are worth loading. */
const HOMES_PX = 180

/** The level whose areas answer to the pointer: the finest that can be told apart, never the city itself. SC-M3 */
export function levelInView(sizes: readonly LevelSize[], unit: number): number {
  return finestFrom(sizes, READABLE_PX * unit)
}

function finestFrom(sizes: readonly LevelSize[], leastPx: number): number {
  const below = sizes.filter(({ level }) => level > 0)
  return below.findLast(({ px }) => px >= leastPx)?.level ?? below[0]?.level ?? 0
}

/** The level whose areas are filled: the finest that can be seen, never the city itself. SC-M3 */
export function fillLevel(sizes: readonly LevelSize[], unit: number, grain: FigureLayer['grain']): number {
  return finestFrom(sizes, FILLED_PX[grain] * unit)
}

export function homesInView(sizes: readonly LevelSize[], unit: number): boolean {
  return (sizes.at(-1)?.px ?? 0) >= HOMES_PX * unit
}

/** Zoom of maps in tiles of 256 pixels, beside tiles of 512. */
const ZOOM_256 = 1
/** Water is too coarse for closer views: gone from zoom 10 on, in tiles of 256 pixels. */
const WATER_ZOOM = { whole: 9.6, gone: 10 } as const

/** How much of the water shows at a scale in CSS pixels a metre at 1080 lines: 0 … 1. SC-M12 */
export function waterShare(scale: number, lat: number): number {
  return 1 - fade(zoomOf(scale, lat) + ZOOM_256, WATER_ZOOM.whole, WATER_ZOOM.gone)
}

/** Smooth step from 0 at `low` to 1 at `high`. */
export function fade(value: number, low: number, high: number): number {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)))
  return t * t * (3 - 2 * t)
}

type Rgba = readonly [number, number, number, number]
export interface BorderStyle {
  readonly colour: Rgba
  /** CSS pixels at 1080 lines. */
  readonly width: number
}

const LIGHT = [0.73, 0.79, 0.89] as const
const DARK = [0.024, 0.043, 0.078] as const

/** Outlines grow finer with depth and come in as their areas become large enough. SC-M5 */
export function borderStyle(depth: number, px: number): BorderStyle {
  if (depth <= 1) return { colour: [...LIGHT, 0.7], width: 1.6 }
  if (depth === 2) return { colour: [...DARK, 0.9 * fade(px, 7, 22)], width: 1.4 }
  if (depth === 3) return { colour: [...LIGHT, 0.26 * fade(px, 9, 34) + 0.2 * fade(px, 80, 300)], width: 0.9 }
  return { colour: [...LIGHT, 0.15 * fade(px, 11, 40) + 0.15 * fade(px, 60, 240)], width: 0.7 }
}
