import { remember, remembered } from '../state/desk-memory.ts'
import type { LabelWish } from './label-placement.ts'

/** A wall made of several screens: how many beside and above each other, and how many CSS pixels their frames hide between two. */
export interface Bezels {
  readonly columns: number
  readonly rows: number
  readonly px: number
}

const WRITTEN = /^([1-9]\d?)x([1-9]\d?)\/(\d{1,3})$/
const KEPT_AS = 'bezels'

/** Reads `3x2/24`: three screens beside each other, two above, 24 px hidden between two; undefined for anything else. */
export function bezelsOf(text: string | null): Bezels | undefined {
  const [, columns, rows, px] = WRITTEN.exec(text ?? '')?.map(Number) ?? []
  return columns === undefined || rows === undefined || px === undefined ? undefined : { columns, rows, px }
}

/** What this browser keeps under a name. */
interface Memory {
  remembered(name: string): unknown
  remember(name: string, value: unknown): void
}

/** As the address first asked for it, from then on as this machine keeps it; `bezels=off` forgets. SC-M11 */
export function keptBezels(address: string, memory: Memory): Bezels | undefined {
  const asked = new URL(address).searchParams.get('bezels')
  if (asked !== null) memory.remember(KEPT_AS, asked)
  const text = asked ?? memory.remembered(KEPT_AS)
  return bezelsOf(typeof text === 'string' ? text : null)
}

/** The frames of the wall that this page is shown on. The address is the one it was opened with: the view has written its own since. */
export const machineBezels = (): Bezels | undefined =>
  keptBezels(performance.getEntriesByType('navigation')[0]?.name ?? location.href, { remembered, remember })

/** The least move along one axis that brings a span clear of every strip; 0 where it is wider than a screen. */
function clearOf(middle: number, length: number, { screens, whole, px }: { screens: number; whole: number; px: number }): number {
  if (length + px > whole / screens) return 0
  const nearest = Math.min(screens - 1, Math.max(1, Math.round((middle * screens) / whole)))
  const strip = (nearest * whole) / screens
  const short = (length + px) / 2 - Math.abs(middle - strip)
  if (screens === 1 || short <= 0) return 0
  return middle < strip ? -short : short
}

/** Where a stage stands on the wall, and how large the wall is, CSS pixels. */
export interface WallPlace {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How far a name on a stage steps aside so that no frame of the wall hides a part of it, CSS pixels. SC-M11 */
export function stepAside(wish: LabelWish, bezels: Bezels | undefined, wall: WallPlace): readonly [dx: number, dy: number] {
  if (bezels === undefined) return [0, 0]
  const { columns, rows, px } = bezels
  return [
    clearOf(wall.x + wish.x, wish.width, { screens: columns, whole: wall.width, px }),
    clearOf(wall.y + wish.y, wish.height, { screens: rows, whole: wall.height, px }),
  ]
}
