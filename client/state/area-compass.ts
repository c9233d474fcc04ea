export type Way = 'left' | 'right' | 'up' | 'down'

/** A place on the map in any plane units, y upwards. */
export interface Spot {
  readonly code: string
  readonly x: number
  readonly y: number
}

const AHEAD: Readonly<Record<Way, readonly [x: number, y: number]>> = { left: [-1, 0], right: [1, 0], up: [0, 1], down: [0, -1] }

/** The nearest spot within 45° of a way, as seen from one of them; undefined where none lies there. SC11 */
export function spotTowards(spots: readonly Spot[], from: string, way: Way): string | undefined {
  const own = spots.find(({ code }) => code === from)
  if (own === undefined) return undefined
  const [dx, dy] = AHEAD[way]
  let best: { readonly code: string; readonly off: number } | undefined
  for (const { code, x, y } of spots) {
    const along = (x - own.x) * dx + (y - own.y) * dy
    const aside = Math.abs((x - own.x) * dy) + Math.abs((y - own.y) * dx)
    if (along <= 0 || aside > along) continue
    const off = along + 2 * aside
    if (best === undefined || off < best.off) best = { code, off }
  }
  return best?.code
}

/** Finds neighbours on the map; knows none until the map stands. */
export interface AreaCompass {
  next(from: string, way: Way, among: readonly string[]): string | undefined
}

export const NO_COMPASS: AreaCompass = { next: () => undefined }
