import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineEnd } from '../../client/map/led-line.ts'
import type { NameBox } from '../../client/map/label-placement.ts'
import { footOf, leadNames, type LedBox } from '../../client/map/led-names.ts'

const room = { left: 0, top: 0, right: 1200, bottom: 800 }
const CITY = { x: 600, y: 400, radius: 165 }
const inCity = (x: number, y: number) => Math.hypot(x - CITY.x, y - CITY.y) < CITY.radius
const open = (x: number, y: number) => !inCity(x, y)
const near = fc.integer({ min: -110, max: 110 })
const box = (width: number, height: number) =>
  fc.record({
    x: near.map((d) => CITY.x + d),
    y: near.map((d) => CITY.y + d),
    width: fc.constant(width),
    height: fc.constant(height),
  })
const asked = fc.record({
  waiting: fc.array(box(66, 29), { minLength: 1, maxLength: 6 }),
  names: fc.array(box(66, 29), { maxLength: 5 }),
  marks: fc.array(box(28, 28), { maxLength: 4 }),
})

const overlap = (a: NameBox, b: NameBox) =>
  Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height
const inside = ({ x, y, width, height }: NameBox, px: number, py: number) =>
  Math.abs(px - x) < width / 2 && Math.abs(py - y) < height / 2

/** Points of a line a tenth of a per cent apart. */
function* along({ fromX, fromY, x, y }: LedBox) {
  for (let n = 0; n <= 1000; n++) yield [fromX + ((x - fromX) * n) / 1000, fromY + ((y - fromY) * n) / 1000] as const
}

/** Whether two lines meet, by their equations. */
function crossing(a: LedBox, b: LedBox): boolean {
  const [ax, ay, bx, by] = [a.x - a.fromX, a.y - a.fromY, b.x - b.fromX, b.y - b.fromY]
  const turned = ax * by - ay * bx
  if (Math.abs(turned) < 1e-9) return false
  const [dx, dy] = [b.fromX - a.fromX, b.fromY - a.fromY]
  const [s, t] = [(dx * by - dy * bx) / turned, (dx * ay - dy * ax) / turned]
  return s > 1e-9 && s < 1 - 1e-9 && t > 1e-9 && t < 1 - 1e-9
}

describe('names beside the city', () => {
  // Faults seen: only the middle of a name asked for its ground; lines that were not held against each other; a line
  // held against names only at its two ends.
  it('[SC-M15] stand on open ground in the room, clear of names, alarms and each other, no line through a name or across another', () => {
    let stood = 0
    fc.assert(
      fc.property(asked, ({ waiting, names, marks }) => {
        const led = leadNames(waiting, { names, marks, room, open }).filter((one) => one !== undefined)
        stood += led.length
        for (const one of led) {
          const [halfX, halfY] = [one.width / 2, one.height / 2]
          expect(one.x - halfX >= room.left && one.x + halfX <= room.right).toBe(true)
          expect(one.y - halfY >= room.top && one.y + halfY <= room.bottom).toBe(true)
          for (const side of [-1, 1])
            for (const end of [-1, 1]) expect(inCity(one.x + side * halfX, one.y + end * halfY)).toBe(false)
          const others = led.filter((other) => other !== one)
          expect([...names, ...marks, ...others].some((other) => overlap(one, other))).toBe(false)
          expect(others.some((other) => crossing(one, other))).toBe(false)
          for (const other of names) {
            const shrunk = { ...other, width: other.width - 8, height: other.height - 8 }
            expect([...along(one)].some(([x, y]) => inside(shrunk, x, y))).toBe(false)
          }
        }
      }),
      { numRuns: 60 },
    )
    expect(stood).toBeGreaterThan(60)
  })

  it('[SC-M15] a name alone is always led, and its line ends at its edge', () => {
    fc.assert(
      fc.property(box(66, 29), (name) => {
        const [led] = leadNames([name], { names: [], marks: [], room, open })
        if (led === undefined) throw new Error('left out')
        const [x, y] = lineEnd(led, led.fromX, led.fromY)
        expect(Math.max(Math.abs(x - led.x) / (led.width / 2), Math.abs(y - led.y) / (led.height / 2))).toBeCloseTo(1, 6)
      }),
      { numRuns: 40 },
    )
  })

  // Fault seen: the line began at the area's place although an alarm's mark lay over it.
  it('[SC-M15] a line begins in its own area, where no name and no alarm covers it', () => {
    const name = { x: 600, y: 400, width: 66, height: 29 }
    const mark = { x: 604, y: 396, width: 28, height: 28 }
    const foot = footOf(name, [mark], (x) => x > 570)
    expect(inside(mark, foot.x, foot.y)).toBe(false)
    expect(foot.x).toBeGreaterThan(570)
    expect(footOf(name, [], () => true)).toMatchObject({ x: 600, y: 400 })
    expect(footOf(name, [mark], () => false)).toEqual(name)
  })
})
