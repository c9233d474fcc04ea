import { expect, test } from 'vitest'
import { DuplicateTable } from '../../../server/validate/duplicate-table.ts'
import { seededRandom } from '../../support/random.ts'

// Fault seen: a part's start not moved on after a slot; all but one slot of each part were lost.
test('[EV4] fingerprints read together are found at their places, also when the table has to grow for them', () => {
  const random = seededRandom(4)
  const word = () => Math.floor(random() * 2 ** 32)
  const lists = [1, 100_000, 300_000].map((count) => Uint32Array.from({ length: count * 3 }, word))
  const table = new DuplicateTable(0)
  for (const slots of lists) table.addAll(slots, () => false)
  const found = lists.flatMap((slots) =>
    Array.from({ length: slots.length / 3 }, (_, i) => {
      const [low = 0, high = 0, place] = slots.subarray(i * 3, i * 3 + 3)
      return table.place(table.first(low, high)) === place
    }),
  )
  expect(found.filter(Boolean)).toHaveLength(400_001)
  expect(table.first(word(), word())).toBe(-1)
})
