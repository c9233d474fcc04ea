import { describe, expect, it } from 'vitest'
import { deskLayout, type Rect } from '../../../client/faces/desk/desk-layout.ts'
import { PANEL_IDS } from '../../../client/faces/desk/desk-panels.ts'
import { rowsThatFit } from '../../../client/panels/paged-rows.tsx'

const SIZES = [
  [1366, 768],
  [1920, 1080],
  [3840, 2160],
  [1080, 1920],
  [6656, 1792],
  [7680, 2160],
] as const
const apart = (a: Rect, b: Rect) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y

describe.each(SIZES)('desk at %i × %i', (width, height) => {
  const layout = deskLayout(width, height)
  const boxes = [layout.header, layout.strip, ...layout.slots.map((slot) => slot.rect)]

  it('[SC4] nothing lies over another or outside the screen', () => {
    boxes.forEach((box, n) => {
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(width)
      expect(box.y + box.height).toBeLessThanOrEqual(height)
      for (const other of boxes.slice(n + 1)) expect(apart(box, other)).toBe(true)
    })
  })

  it('[SC4] every panel has its place once, alone or in turn', () => {
    expect(layout.slots.flatMap(({ turns }) => turns.flat().map(({ id }) => id)).toSorted()).toEqual([...PANEL_IDS].toSorted())
  })

  it('[SC4] the smallest words are at least 12 px and the map keeps a third of the width', () => {
    expect(0.8125 * 16 * layout.unitPx).toBeGreaterThanOrEqual(12)
    expect(layout.stage.width / width).toBeGreaterThan(0.33)
  })
})

describe('columns', () => {
  it('[SC4] walls show more panels at once than a desk window', () => {
    const atOnce = (width: number, height: number) =>
      deskLayout(width, height).slots.flatMap(({ turns }) => turns[0] ?? []).length
    expect(atOnce(6656, 1792)).toBe(PANEL_IDS.length)
    expect(atOnce(1920, 1080)).toBeGreaterThan(atOnce(1366, 768))
  })

  it('[SC4] the turning line takes room only from lists that need it', () => {
    expect(rowsThatFit(13 * 1.9375, 13, true)).toBe(13)
    expect(rowsThatFit(13 * 1.9375, 14, true)).toBe(12)
    expect(rowsThatFit(13 * 1.9375, 99, false)).toBe(13)
  })
})
