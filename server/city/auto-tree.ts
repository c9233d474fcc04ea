import { cellToBoundary, cellToLatLng, cellToParent, getResolution, isValidCell, latLngToCell } from 'h3-js'
import type { CityLevel } from '../../shared/domain/city.ts'
import { isWithin, type Role } from '../../shared/domain/role.ts'
import type { CityTree } from './city-tree.ts'

/** Code of the root of a growing city. */
export const AUTO_ROOT = 'AUTO'
/** H3 resolution of each level below the root (CP11). */
const RESOLUTIONS = [5, 6, 8, 9] as const

function level(role: Role, zh: string, en: string): CityLevel {
  return { level: role, role, name: { zh, en } }
}

/** Levels of every growing city. */
export const AUTO_LEVELS: readonly CityLevel[] = [
  level('city', '全域', 'Whole area'),
  level('district', '大区', 'Zone'),
  level('street', '片区', 'Area'),
  level('community', '小片', 'Block'),
  level('grid', '网格', 'Grid'),
]

/** Position in `AUTO_LEVELS` of a code, −1 where it is no area of a growing city. */
function levelOfCode(code: string): number {
  if (code === AUTO_ROOT) return 0
  if (!/^[0-9a-f]{15}$/.test(code) || !isValidCell(code)) return -1
  const at = RESOLUTIONS.indexOf(getResolution(code) as (typeof RESOLUTIONS)[number])
  return at < 0 ? -1 : at + 1
}

function parentCode(code: string, at: number): string {
  const resolution = RESOLUTIONS[at - 2]
  return resolution === undefined ? AUTO_ROOT : cellToParent(code, resolution)
}

/** The part of an H3 index that differs between neighbours: without mode, resolution and filler. */
function shortCode(code: string): string {
  return code.slice(2).replace(/f+$/, '').toUpperCase()
}

/** A city without a pack: hexagons that come into being, ancestors first, as events name them (CP11). */
export function autoTree(): CityTree {
  const codes = [AUTO_ROOT]
  const parents = [-1]
  const depths = [0]
  const children: number[][] = [[]]
  const numbers = new Map([[AUTO_ROOT, 0]])
  const indexOf = (code: string) => numbers.get(code) ?? -1

  function ensure(code: string): number {
    const known = indexOf(code)
    if (known >= 0) return known
    const at = levelOfCode(code)
    if (at < 1) return -1
    const parent = ensure(parentCode(code, at))
    const index = codes.push(code) - 1
    parents.push(parent)
    depths.push(at)
    children.push([])
    children[parent]?.push(index)
    numbers.set(code, index)
    return index
  }

  return {
    get size() {
      return codes.length
    },
    levels: AUTO_LEVELS,
    growing: true,
    indexOf,
    ensure,
    lift(code, deepest) {
      let at = levelOfCode(code)
      let lifted = code
      if (at < 0) return undefined
      while (at > 0 && !isWithin((AUTO_LEVELS[at] as CityLevel).role, deepest)) lifted = parentCode(lifted, at--)
      return lifted
    },
    code: (index) => codes[index] ?? '',
    names(index) {
      const name = AUTO_LEVELS[depths[index] ?? 0]?.name ?? { zh: '', en: '' }
      const code = index === 0 ? '' : ` ${shortCode(codes[index] ?? '')}`
      return [name.zh + code, name.en + code]
    },
    parent: (index) => parents[index] ?? -1,
    level: (index) => depths[index] ?? 0,
    children: (index) => children[index] ?? [],
    range: () => [0, codes.length],
    point(index) {
      if (index <= 0 || index >= codes.length) return undefined
      const [lat, lng] = cellToLatLng(codes[index] as string)
      return [lng, lat]
    },
    ring(index) {
      if (index <= 0 || index >= codes.length) return undefined
      return cellToBoundary(codes[index] as string, true).map(([lng, lat]) => [lng, lat])
    },
    place(lng, lat) {
      if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) return undefined
      const code = latLngToCell(lat, lng, RESOLUTIONS[3])
      return { code, index: indexOf(code) }
    },
  }
}
