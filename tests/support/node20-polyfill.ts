/** The test runner's reporter calls two functions that Node 20 lacks; without them a failing test hides its diff. */
type Keyed = { groupBy?: unknown }
function grouped<T, K>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  let index = 0
  for (const item of items) {
    const key = keyOf(item, index++)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
const maps = Map as unknown as Keyed
maps.groupBy ??= grouped
const objects = Object as unknown as Keyed
objects.groupBy ??= <T>(items: Iterable<T>, keyOf: (item: T, index: number) => string) =>
  Object.fromEntries(grouped(items, keyOf))
