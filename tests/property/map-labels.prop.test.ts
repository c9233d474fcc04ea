import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeLabels, type LabelWish } from '../../client/map/label-placement.ts'

const room = { left: 200, top: 60, right: 1400, bottom: 800 }
const wish = fc.record({
  id: fc.uuid(),
  x: fc.double({ min: -50, max: 1600, noNaN: true }),
  y: fc.double({ min: -50, max: 900, noNaN: true }),
  width: fc.double({ min: 8, max: 220, noNaN: true }),
  height: fc.double({ min: 8, max: 60, noNaN: true }),
  rank: fc.integer({ min: 0, max: 40 }),
})
const rankOf = (label: LabelWish & { rank: number }) => label.rank
const overlap = (a: LabelWish, b: LabelWish) =>
  Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height

describe('names on the map', () => {
  it('[SC-M6] none overlaps another, none leaves the room, never more than 200', () => {
    // Fault seen: only the square of a label's middle was looked up, and long names overlapped.
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 400 }), (wishes) => {
        const placed = placeLabels(wishes, room, rankOf, new Set())
        expect(placed.length).toBeLessThanOrEqual(200)
        placed.forEach((a, i) => {
          expect(a.x - a.width / 2).toBeGreaterThanOrEqual(room.left)
          expect(a.x + a.width / 2).toBeLessThanOrEqual(room.right)
          expect(a.y - a.height / 2).toBeGreaterThanOrEqual(room.top)
          expect(a.y + a.height / 2).toBeLessThanOrEqual(room.bottom)
          expect(placed.slice(i + 1).some((b) => overlap(a, b))).toBe(false)
        })
      }),
      { numRuns: 60 },
    )
  })

  it('[SC-M6] a name that fits stands unless a better or equal one is in its way', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 60 }), (wishes) => {
        const placed = placeLabels(wishes, room, rankOf, new Set())
        const refused = wishes.filter((w) => !placed.includes(w))
        for (const w of refused) {
          const fits =
            w.x - w.width / 2 >= room.left &&
            w.x + w.width / 2 <= room.right &&
            w.y - w.height / 2 >= room.top &&
            w.y + w.height / 2 <= room.bottom
          const spread = { ...w, width: w.width + 16, height: w.height + 16 }
          if (fits) expect(placed.some((b) => b.rank <= w.rank && overlap(spread, b))).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('[SC-M6] what stands goes on standing when nothing better came', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 120 }), (wishes) => {
        const first = placeLabels(wishes, room, rankOf, new Set())
        const again = placeLabels([...wishes].reverse(), room, rankOf, new Set(first.map(({ id }) => id)))
        expect(new Set(again.map(({ id }) => id))).toEqual(new Set(first.map(({ id }) => id)))
      }),
      { numRuns: 60 },
    )
  })
})
