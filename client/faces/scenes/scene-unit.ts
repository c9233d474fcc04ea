/** Units of a scene's height when it lies, of its width when it stands. */
const UNITS = 1080
/** Sixteenths of the desk's unit: a scene is read from ten metres. */
const UNITS_PER_REM = 16
/** Least width for its height at which a scene lies. */
const LIES_FROM = 1.2

/** How a scene fills a screen of this size, CSS pixels: side by side or one below the other, and its root font size. */
export function sceneFit(width: number, height: number): { readonly shape: 'wide' | 'tall'; readonly remPx: number } {
  const shape = width >= height * LIES_FROM ? 'wide' : 'tall'
  const units =
    shape === 'wide' ? Math.min(height / UNITS, width / (UNITS * 1.6)) : Math.min(width / UNITS, height / (UNITS * 1.6))
  return { shape, remPx: Math.max(10, units * UNITS_PER_REM) }
}
