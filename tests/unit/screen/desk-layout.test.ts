import { describe, expect, it } from 'vitest'
import { deskLayout, type Rect } from '../../../client/faces/desk/desk-layout.ts'
import { PANEL_IDS } from '../../../client/faces/desk/desk-panels.ts'
import { USUAL_LAYOUT } from '../../../client/state/own-layout.ts'
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

/** Walls of several screens: size, screens beside and above each other, pixels that the frames hide between two. */
const WALLS = [
  [6656, 1792, 4, 2, 24],
  [7680, 2160, 4, 2, 8],
  [7680, 2160, 6, 2, 8],
  [3840, 2160, 2, 2, 16],
  [3840, 2160, 3, 3, 16],
  [5760, 1080, 3, 1, 12],
  [1080, 3840, 1, 2, 24],
] as const

// Faults seen: boxes not cut by frames across; columns that narrow but never move to the next screen.
describe.each(WALLS)('desk at %i × %i on %i × %i screens, %i px hidden between two', (width, height, columns, rows, px) => {
  const layout = deskLayout(width, height, { part: 'all', own: USUAL_LAYOUT, bezels: { columns, rows, px } })
  const crosses = (from: number, to: number, whole: number, screens: number) =>
    Array.from({ length: screens - 1 }, (_, n) => ((n + 1) * whole) / screens).some(
      (at) => from < at + px / 2 && to > at - px / 2,
    )
  const across = ({ x, width: w }: Rect) => crosses(x, x + w, width, columns)
  const down = ({ y, height: h }: Rect) => crosses(y, y + h, height, rows)
  const rects = layout.slots.map(({ rect }) => rect)

  it('[SC-M11] no frame runs through a panel of a window without a map either', () => {
    // Fault seen: more columns than screens have room for, set as if there were no frames.
    const { slots } = deskLayout(width, height, { part: 'queue', own: USUAL_LAYOUT, bezels: { columns, rows, px } })
    expect(slots.flatMap(({ turns }) => turns.flat()).length).toBe(PANEL_IDS.length)
    expect(slots.filter(({ rect }) => across(rect) || down(rect))).toEqual([])
    for (const { rect } of slots) expect(rect.x + rect.width).toBeLessThan(width)
  })

  it('[SC-M11] knows that frames run through it, across or down', () => {
    // Fault seen: walls of screens above each other alone taken for one screen.
    expect([layout.framed, deskLayout(width, height).framed]).toEqual([true, false])
  })

  it('[SC-M11] no frame runs through a panel, the hours, what stands over the map, or words for everybody', () => {
    expect(rects.filter((rect) => across(rect) || down(rect))).toEqual([])
    expect([layout.tools, layout.sheet, layout.strip].filter(across)).toEqual([])
    expect([layout.strip, layout.sheet].filter(down)).toEqual([])
  })

  it('[SC-M11] every panel still has its place once, and at least its least room', () => {
    expect(layout.slots.flatMap(({ turns }) => turns.flat().map(({ id }) => id)).toSorted()).toEqual([...PANEL_IDS].toSorted())
    for (const { rect, turns } of layout.slots)
      for (const turn of turns)
        expect(rect.height / layout.unitPx).toBeGreaterThanOrEqual(turn.reduce((sum, { min }) => sum + min, 0) - 1)
    rects.forEach((rect, n) => {
      for (const other of rects.slice(n + 1)) expect(apart(rect, other)).toBe(true)
    })
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
