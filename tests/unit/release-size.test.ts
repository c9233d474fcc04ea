import { expect, it } from 'vitest'
import { ClassRelease } from '../../server/release/class-release.ts'
import { releaseShape, type ReleaseTree } from '../../server/release/release-shape.ts'

const [COMMUNITIES, GRIDS, DAYS] = [100, 200_000, 35]
const MOST_BYTES = 200_000
const communities = Array.from({ length: COMMUNITIES }, (_, n) => n + 1)
const levelOf = (node: number) => (node === 0 ? 0 : node <= COMMUNITIES ? 1 : 2)

/** One city, a hundred communities in it, two hundred thousand grids in those. */
const tree: ReleaseTree = {
  size: 1 + COMMUNITIES + GRIDS,
  levels: [{ role: 'city' }, { role: 'community' }, { role: 'grid' }],
  level: levelOf,
  parent: (node) => [-1, 0, 1 + (node % COMMUNITIES)][levelOf(node)] ?? -1,
  children: (node) => (node === 0 ? communities : []),
}

// Fault seen: columns of the whole tree for each kept day; 10 MB a day in a city of a quarter of a million nodes.
it('[PR1] what is told of a class takes room for its places alone, however many nodes lie in them and however many days are kept', () => {
  const release = new ClassRelease(releaseShape(tree, 5, 'community'), 'day')
  for (let day = 0; day < DAYS; day++) {
    for (let n = 0; n < 700; n++) release.count('events', COMMUNITIES + 1 + ((day * 7 + n * 31) % GRIDS), 1)
    release.tick()
    release.endDay(day, day === 20)
  }
  const { counted, groups, month, all, days, before } = release.save()
  const kept = [counted, month, all, before, ...days.map(([, columns]) => columns)]
  const columns = [...kept.flat(), ...groups.flatMap(({ high, told, batches }) => [high, told, batches])]
  expect(days).toHaveLength(DAYS)
  expect(release.released('events', 0, 'all')).toBeGreaterThan(DAYS * 300)
  expect(columns.reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(MOST_BYTES)
})
