import type { Page } from '@playwright/test'

/** CSS pixels of the map's box. */
export interface Spot {
  readonly x: number
  readonly y: number
}

interface Watch {
  /** Spots that were dark when first looked at. */
  readonly dark: readonly number[]
  /** Epoch ms at which a point was first seen at a spot. */
  readonly seen: Readonly<Record<number, number>>
}

declare global {
  interface Window {
    pixelWatch?: Watch | undefined
  }
}

/**
 * Reads the map's own pixels after each frame it drew and notes when a light point stands at a spot that was dark:
 * reading waits for the rasteriser, so a note is never earlier than the picture.
 */
export async function watchPixels(page: Page, spots: readonly Spot[]): Promise<void> {
  // The loader of these files names functions by a call that the page does not know.
  await page.evaluate('globalThis.__name = (named) => named')
  await page.evaluate((wanted) => {
    const canvas = document.querySelector<HTMLCanvasElement>('.map-stage > canvas:not(.map-labels)')
    const gl = canvas?.getContext('webgl2')
    if (!canvas || !gl) throw new Error('The map has no GL canvas')
    const [darkest, lightest] = [90, 120]
    const { width, height } = canvas
    const pixels = new Uint8Array(width * height * 4)
    const watch = { dark: [] as number[], seen: {} as Record<number, number> }
    const lightAt = ({ x, y }: Spot): number => {
      let light = 0
      for (let row = Math.floor(height - y) - 1; row <= height - y + 1; row++)
        for (let column = Math.floor(x) - 1; column <= x + 1; column++) {
          const at = 4 * (row * width + column)
          light = Math.max(light, Math.min(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0))
        }
      return light
    }
    let redraws = -1
    const turn = () => {
      const now = window.gridwallMap?.counts().redraws ?? 0
      if (now !== redraws) {
        gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
        if (redraws >= 0 && window.pixelWatch === undefined) {
          wanted.forEach((spot, n) => lightAt(spot) < darkest && watch.dark.push(n))
          window.pixelWatch = watch
        } else for (const n of watch.dark) if (lightAt(wanted[n] as Spot) > lightest) watch.seen[n] ??= Date.now()
        redraws = now
      }
      requestAnimationFrame(turn)
    }
    requestAnimationFrame(turn)
  }, spots)
}

export function pixelsSeen(page: Page): Promise<Watch | undefined> {
  return page.evaluate(() => window.pixelWatch)
}
