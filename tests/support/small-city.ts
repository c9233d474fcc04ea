import type { CityTree } from '../../server/city/city-tree.ts'
import type { CityLevel } from '../../shared/domain/city.ts'
import { ROLES, roleRank, type Role } from '../../shared/domain/role.ts'

interface Area {
  readonly code: string
  readonly parent: number
  readonly level: number
  readonly point: readonly [number, number]
}

const LEVELS: readonly CityLevel[] = ROLES.map((role) => ({ level: role, role, name: { zh: role, en: role } }))
const CHILDREN = 2
const WEST = 120
const SOUTH = 30
/** Side of a grid cell, degrees; the city is a strip of cells from west to east. */
export const CELL = 0.01

/** A city of 2 districts and 2 children an area below, whose grids are a strip of squares from 120° E, 30° N. */
export function smallCity(): CityTree {
  const areas: Area[] = [{ code: 'C', parent: -1, level: 0, point: [WEST, SOUTH] }]
  const index = new Map([['C', 0]])
  const ranges: [number, number][] = [[0, 1]]
  for (let level = 1; level < LEVELS.length; level++) {
    const [from, to] = ranges[level - 1] ?? [0, 0]
    for (let parent = from; parent < to; parent++) {
      for (let child = 0; child < CHILDREN; child++) {
        const width = (CELL * CHILDREN ** 4) / CHILDREN ** level
        const nth = (parent - from) * CHILDREN + child
        const code = `${areas[parent]?.code}${child + 1}`
        index.set(code, areas.length)
        areas.push({ code, parent, level, point: [WEST + (nth + 0.5) * width, SOUTH + CELL / 2] })
      }
    }
    ranges.push([to, areas.length])
  }
  const at = (i: number) => areas[i] ?? { code: '', parent: -1, level: 0, point: [0, 0] as const }
  const tree: CityTree = {
    size: areas.length,
    levels: LEVELS,
    growing: false,
    indexOf: (code) => index.get(code) ?? -1,
    ensure: (code) => index.get(code) ?? -1,
    lift(code: string, deepest: Role) {
      let i = index.get(code) ?? -1
      while (i > 0 && at(i).level > roleRank(deepest)) i = at(i).parent
      return i < 0 ? undefined : at(i).code
    },
    code: (i) => at(i).code,
    names: (i) => [at(i).code, at(i).code],
    parent: (i) => at(i).parent,
    level: (i) => at(i).level,
    children: (i) => areas.flatMap((area, n) => (area.parent === i ? [n] : [])),
    range: (level) => ranges[level] ?? [0, 0],
    point: (i) => at(i).point,
    ring: () => undefined,
    place(lng, lat) {
      if (lat < SOUTH || lat >= SOUTH + CELL || lng < WEST) return undefined
      const [from, to] = ranges[4] ?? [0, 0]
      const grid = from + Math.floor((lng - WEST) / CELL)
      return grid < to ? { code: at(grid).code, index: grid } : undefined
    },
  }
  return tree
}
