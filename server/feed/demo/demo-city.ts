import { createCalendar, type CityCalendar } from '../../../shared/domain/calendar.ts'
import type { Catalogue, CatalogueSource, CatalogueType, CatalogueUnit } from '../../../shared/domain/catalogue.ts'
import type { EventKind } from '../../../shared/domain/grid-event.ts'
import { roleRank, type Role } from '../../../shared/domain/role.ts'
import type { City } from '../../city/load-city.ts'
import type { CityTree } from '../../city/city-tree.ts'
import { chanceOf, oneOf, type Chance } from './chance.ts'

/** The city as the feed sees it: what is there, read from pack and catalogue, so that any pack can be played. */
export interface DemoCity {
  readonly seed: number
  readonly tree: CityTree
  readonly catalogue: Catalogue
  readonly calendar: CityCalendar
  readonly root: string
  /** Node indexes of the level nearest to a role, wider where the pack stops earlier. */
  readonly places: Readonly<Record<Role, readonly number[]>>
  readonly caseTypes: readonly CatalogueType[]
  /** Units that no reform has ended. */
  readonly units: readonly CatalogueUnit[]
  source(kind: EventKind, ...wanted: readonly string[]): CatalogueSource | undefined
}

function nodesByRole(tree: CityTree): DemoCity['places'] {
  const byLevel = tree.levels.map((): number[] => [])
  for (let node = 0; node < tree.size; node++) byLevel[tree.level(node)]?.push(node)
  const nodesOf = (role: Role): readonly number[] => {
    let found: readonly number[] = [0]
    tree.levels.forEach((level, index) => {
      const nodes = byLevel[index] ?? []
      if (roleRank(level.role) <= roleRank(role) && nodes.length > 0) found = nodes
    })
    return found
  }
  return {
    city: [0],
    district: nodesOf('district'),
    street: nodesOf('street'),
    community: nodesOf('community'),
    grid: nodesOf('grid'),
    compound: nodesOf('compound'),
    stairwell: nodesOf('stairwell'),
  }
}

/** Reads a loaded city once for the feed. */
export function demoCity(city: Pick<City, 'tree' | 'manifest' | 'catalogue'>, seed: number): DemoCity {
  const { tree, manifest, catalogue } = city
  const { timezone, shiftStartHour, periodStartDay } = manifest
  return {
    seed,
    tree,
    catalogue,
    calendar: createCalendar({ timezone, shiftStartHour, periodStartDay }),
    root: manifest.code,
    places: nodesByRole(tree),
    caseTypes: catalogue.types.filter((type) => type.class === 'T' || type.class === 'P' || type.class === 'X'),
    units: catalogue.units.filter((unit) => unit.validTo === undefined),
    source(kind, ...wanted) {
      const able = catalogue.sources.filter((source) => source.kinds.includes(kind) && source.off !== true)
      return wanted.flatMap((id) => able.filter((source) => source.id === id))[0] ?? able[0]
    },
  }
}

/** Shares of streets that have more work than hands, and how far that drifts in a day. */
const TROUBLED_STREETS = 0.09
const DRIFT_A_DAY = 0.7

/** How troubled a street is on a day: 0 for nearly all of them, up to 1; which ones changes within days. */
export function trouble(city: DemoCity, street: number, day: number): number {
  const own = chanceOf(city.seed, 'trouble', street)
  const prone = own() < TROUBLED_STREETS * 2
  return prone ? Math.max(0, Math.sin(day * DRIFT_A_DAY + own() * Math.PI * 2)) : 0
}

/** How busy a community is: most are quiet, those of troubled streets are not. 0 < weight ≤ 1. */
export function busyness(city: DemoCity, community: number, day: number): number {
  const base = 0.25 + 0.25 * chanceOf(city.seed, 'busy', community)() ** 2
  return Math.min(1, base + 0.5 * trouble(city, city.tree.parent(community), day))
}

/** Chance that work in a grid runs past its limit. */
export function lateShare(city: DemoCity, grid: number, day: number): number {
  const community = city.tree.parent(grid)
  return 0.008 + 0.6 * trouble(city, city.tree.parent(community), day)
}

/** A grid, busier communities more often. */
export function chooseGrid(city: DemoCity, chance: Chance, day: number): number {
  for (let tries = 0; tries < 12; tries++) {
    const grid = oneOf(chance, city.places.grid)
    if (chance() < busyness(city, city.tree.parent(grid), day)) return grid
  }
  return oneOf(chance, city.places.grid)
}

/** A position inside a grid, near its middle, six decimals; the node's code where it has none. */
export function placeIn(city: DemoCity, node: number, chance: Chance): { point: [number, number] } | { node: string } {
  const middle = city.tree.point(node)
  if (middle === undefined) return { node: city.tree.code(node) }
  const shift = () => (chance() - 0.5) * 0.0006
  return { point: [Number((middle[0] + shift()).toFixed(6)), Number((middle[1] + shift()).toFixed(6))] }
}
