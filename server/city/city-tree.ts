import type { CityLevel } from '../../shared/domain/city.ts'
import type { Role } from '../../shared/domain/role.ts'

/** An area by its code and its number, which is −1 where a growing city does not have it yet. */
export interface FoundArea {
  readonly code: string
  readonly index: number
}

/**
 * The nodes of a city as columns. Index 0 is the root. In a pack the order is by level, then by
 * parent, so every level and the descendants of a node within a level are contiguous; in a growing
 * city (`auto`) nodes are appended as events name them.
 */
export interface CityTree {
  readonly size: number
  readonly levels: readonly CityLevel[]
  /** True for `auto`: `ensure` may add nodes. */
  readonly growing: boolean
  /** −1 where unknown. */
  indexOf(code: string): number
  /** As `indexOf`; a growing city adds the node and its ancestors (part of the fold, FD6). */
  ensure(code: string): number
  /**
   * The code itself, or that of its nearest ancestor whose role is not deeper than `deepest`;
   * undefined where the code names no area. Pure: a growing city answers for areas it has not met yet.
   */
  lift(code: string, deepest: Role): string | undefined
  code(index: number): string
  /** Chinese and English name. */
  names(index: number): readonly [zh: string, en: string]
  /** −1 for the root. */
  parent(index: number): number
  /** Position in `levels`. */
  level(index: number): number
  children(index: number): readonly number[]
  /** [first, end) of a level for packs; a growing city answers [0, size) for each. */
  range(level: number): readonly [number, number]
  /** Label point and, for a growing city, the ring, `[lng, lat]`. */
  point(index: number): readonly [number, number] | undefined
  ring(index: number): readonly (readonly [number, number])[] | undefined
  /** The finest area that holds the position, exact; undefined outside the city. */
  place(lng: number, lat: number): FoundArea | undefined
}
