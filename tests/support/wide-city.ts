import type { CityTree } from '../../server/city/city-tree.ts'
import { ROLES } from '../../shared/domain/role.ts'

/** Nodes a level of a city of full size, down to the grids. */
const COUNTS = [1, 13, 196, 3320, 12_000] as const

/** A tree of full size without geometry: every parent has nearly the same number of children. */
export function wideCity(): CityTree {
  const first = COUNTS.map((_, level) => COUNTS.slice(0, level).reduce<number>((sum, count) => sum + count, 0))
  const size = COUNTS.reduce((sum, count) => sum + count, 0)
  const level = (index: number) => first.filter((start) => start <= index).length - 1
  const parent = (index: number) => {
    const at = level(index)
    if (at === 0) return -1
    const nth = index - (first[at] ?? 0)
    return (first[at - 1] ?? 0) + Math.floor((nth * (COUNTS[at - 1] ?? 1)) / (COUNTS[at] ?? 1))
  }
  const children: number[][] = Array.from({ length: size }, () => [])
  for (let index = 1; index < size; index += 1) children[parent(index)]?.push(index)
  const code = (index: number) => (index === 0 ? 'C' : `C${index}`)
  return {
    size,
    levels: ROLES.slice(0, COUNTS.length).map((role) => ({ level: role, role, name: { zh: role, en: role } })),
    growing: false,
    indexOf: (text) => (text === 'C' ? 0 : /^C\d+$/.test(text) && Number(text.slice(1)) < size ? Number(text.slice(1)) : -1),
    ensure: () => -1,
    lift: (text) => text,
    code,
    names: (index) => [`区域${index}`, `Area ${index}`],
    parent,
    level,
    children: (index) => children[index] ?? [],
    range: (at) => [first[at] ?? 0, (first[at] ?? 0) + (COUNTS[at] ?? 0)],
    point: () => undefined,
    ring: () => undefined,
    place: () => undefined,
  }
}
