import type { FrameNode } from '../../shared/protocol/messages.ts'
import { buildGeometry } from './build-geometry.ts'
import type { LevelNames } from './city-names.ts'
import type { LevelGeometry } from './level-geometry.ts'
import { projectPairs, type Plane } from './plane.ts'

/** Centre of the first rings: a growing city's plane is fixed by its first area. */
export function planeOf(nodes: readonly FrameNode[]): Plane | undefined {
  const ring = nodes.find((node) => node.ring !== undefined && node.ring.length > 2)?.ring
  const [lng, lat] = ring?.[0] ?? [undefined, undefined]
  return lng === undefined || lat === undefined ? undefined : { lng, lat }
}

/** Nodes that are areas by now. */
export function countRings(nodes: readonly FrameNode[]): number {
  return nodes.reduce((sum, { ring }) => sum + Number(ring !== undefined && ring.length > 2), 0)
}

/** A ring without the repeated first vertex. */
function openRing(ring: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const first = ring[0]
  const last = ring.at(-1)
  return first && last && ring.length > 3 && first[0] === last[0] && first[1] === last[1] ? ring.slice(0, -1) : ring
}

/** Hexagons of one level from the rings that came with the stream; fans suffice, they are convex. */
function levelOf(level: number, nodes: readonly FrameNode[], plane: Plane): LevelGeometry {
  const rings = nodes.map((node) => openRing(node.ring ?? []))
  const ringStart = new Uint32Array(rings.length + 1)
  const triangles: number[] = []
  const lngLat: number[] = []
  const labels: number[] = []
  rings.forEach((ring, cell) => {
    const start = lngLat.length / 2
    ringStart[cell] = start
    for (const [lng, lat] of ring) lngLat.push(lng, lat)
    for (let i = 1; i + 1 < ring.length; i++) triangles.push(start, start + i, start + i + 1)
    const mean = (k: 0 | 1) => ring.reduce((sum, vertex) => sum + vertex[k], 0) / Math.max(1, ring.length)
    labels.push(mean(0), mean(1))
  })
  ringStart[rings.length] = lngLat.length / 2
  return buildGeometry({
    level,
    codes: nodes.map((node) => node.code),
    outline: projectPairs(plane, lngLat),
    ringStart,
    ringBreaks: new Uint32Array(0),
    triangles: Uint32Array.from(triangles),
    labels: projectPairs(plane, labels),
  })
}

export interface GrownCity {
  readonly geometries: readonly LevelGeometry[]
  readonly names: readonly LevelNames[]
}

/** All levels that have rings, from the replica's nodes. SC-M8 */
export function growCity(nodes: readonly FrameNode[], plane: Plane): GrownCity {
  const deepest = nodes.reduce((deep, node) => Math.max(deep, node.level), 0)
  const byLevel = Array.from({ length: deepest + 1 }, (_, level) =>
    nodes.filter((node) => node.level === level && node.ring !== undefined && node.ring.length > 2),
  )
  const levels = byLevel.flatMap((own, level) => (own.length > 0 ? [{ level, own }] : []))
  return {
    geometries: levels.map(({ level, own }) => levelOf(level, own, plane)),
    names: levels.map(({ level, own }) => ({
      level,
      firstIndex: own[0]?.index ?? 0,
      codes: own.map((node) => node.code),
      zh: own.map((node) => node.zh),
      en: own.map((node) => node.en),
      parents: own.map((node) => node.parent),
    })),
  }
}
