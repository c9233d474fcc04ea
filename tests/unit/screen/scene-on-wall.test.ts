import { describe, expect, it } from 'vitest'
import { longestSeen, sceneOnWall, stepDown } from '../../../client/faces/briefing/scene-on-wall.ts'
import { sceneFit } from '../../../client/faces/scenes/scene-unit.ts'

/** Width, height, screens beside and above each other, px hidden between two. */
const WALLS = [
  [6656, 1792, 4, 2, 24],
  [7680, 2160, 4, 2, 24],
  [3840, 2160, 3, 3, 12],
  [3840, 2160, 2, 2, 16],
  [1920, 1080, 2, 2, 16],
  [1920, 2160, 1, 2, 16],
  [1080, 1920, 1, 2, 16],
  [2160, 3840, 2, 2, 16],
] as const

describe('a briefing on a wall of several screens', () => {
  it.each(WALLS)('[SC-M11] %i × %i of %i × %i screens: words end before a frame, the map begins after it', (...wall) => {
    // Fault seen: the map began where the words end, under the frame.
    const [width, height, columns, rows, px] = wall
    const on = sceneOnWall([width, height], { columns, rows, px }, sceneFit(width, height))
    expect(on).toBeDefined()
    if (on === undefined) return
    const frames = Array.from({ length: columns - 1 }, (_, n) => ((n + 1) * width) / columns)
    const clear = (from: number, to: number) => frames.every((at) => to <= at - px / 2 || from >= at + px / 2)
    expect(clear(0, on.words)).toBe(true)
    expect(on.words / on.remPx).toBeGreaterThanOrEqual(37.9)
    if (width > height * 1.2) expect(clear(on.words + on.apart, on.words + on.apart + on.legend)).toBe(true)
    expect(on.rows).toHaveLength(rows)
    expect(clear(on.sheets.x, on.sheets.x + on.sheets.width)).toBe(true)
  })

  it('[SC-M11] one screen needs nothing', () => {
    expect(sceneOnWall([1920, 1080], undefined, sceneFit(1920, 1080))).toBeUndefined()
    expect(sceneOnWall([1920, 1080], { columns: 1, rows: 1, px: 16 }, sceneFit(1920, 1080))).toBeUndefined()
  })

  it('[SC-M11] a block that a frame would cut goes down to the next screen, one higher than a screen stays', () => {
    // Fault seen: a block that only touched the next screen's edge was left under the frame.
    const rows = [
      { from: 0, to: 480 },
      { from: 520, to: 1000 },
    ]
    const down = (from: number, to: number) => stepDown({ from, to }, rows)
    expect([down(10, 480), down(450, 500), down(490, 600), down(530, 900), down(450, 1000)]).toEqual([0, 70, 30, 0, 0])
    expect(longestSeen({ from: 300, to: 1000 }, rows)).toEqual({ from: 520, to: 1000 })
    expect(longestSeen({ from: 100, to: 600 }, rows)).toEqual({ from: 100, to: 480 })
  })
})
