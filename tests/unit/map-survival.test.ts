import { describe, expect, it } from 'vitest'
import { EventField } from '../../client/map/event-field.ts'
import { KeptGroups } from '../../client/map/event-groups.ts'
import { clusterMetres, eventPoints } from '../../client/map/event-points.ts'
import { stageAfter } from '../../client/map/gl-watch.ts'
import { growCity, planeOf } from '../../client/map/growing-city.ts'
import type { Layer } from '../../client/state/view.ts'

const MINUTE = 60_000

describe('survival', () => {
  it('[SC-M9] three losses within ten minutes end in the plain picture, older ones are forgotten', () => {
    expect(stageAfter([0, MINUTE], MINUTE)).toBe('gl')
    expect(stageAfter([0, MINUTE, 2 * MINUTE], 2 * MINUTE)).toBe('plain')
    expect(stageAfter([0, MINUTE, 11 * MINUTE], 11 * MINUTE)).toBe('gl')
  })
})

describe('growing city', () => {
  const hexagon = (lng: number, lat: number) =>
    Array.from({ length: 7 }, (_, k) => {
      const turn = ((k % 6) * Math.PI) / 3
      return [lng + 0.01 * Math.cos(turn), lat + 0.01 * Math.sin(turn)] as const
    })
  const node = (index: number, level: number, ring?: readonly (readonly [number, number])[]) => ({
    index,
    code: `n${index}`,
    level,
    parent: index === 0 ? '' : 'n0',
    zh: `区${index}`,
    en: `Area ${index}`,
    ring,
  })

  it('[SC-M8] each ring becomes a hexagon of four triangles under its code; nodes without a ring none', () => {
    const nodes = [node(0, 0), node(1, 1, hexagon(-76.6, 39.3)), node(2, 1, hexagon(-76.58, 39.3))]
    const plane = planeOf(nodes)
    expect(plane).toBeDefined()
    const { geometries, names } = growCity(nodes, plane ?? { lng: 0, lat: 0 })
    expect(geometries.map(({ level, codes }) => [level, codes])).toEqual([[1, ['n1', 'n2']]])
    expect(geometries[0]?.mesh.indices).toHaveLength(2 * 4 * 3)
    expect(geometries[0]?.ringStart).toEqual(Uint32Array.from([0, 6, 12]))
    expect(names[0]?.zh).toEqual(['区1', '区2'])
  })
})

describe('event points', () => {
  const plane = { lng: 120, lat: 30 }
  const event = (n: number, t: number, point?: readonly [number, number]) => ({
    id: `e${n}`,
    kind: 'case',
    type: 't',
    step: 'reported',
    node: 'g',
    point,
    t,
  })

  const EVERYWHERE = { minX: -1e7, minY: -1e7, maxX: 1e7, maxY: 1e7 }
  const fieldOf = (events: readonly ReturnType<typeof event>[]) => {
    const field = new EventField()
    field.take(events, plane)
    return field
  }
  const pointsOf = (events: readonly ReturnType<typeof event>[], ask: { layer: Layer; clock: number }) => {
    const field = fieldOf(events)
    return eventPoints({ field, groups: new KeptGroups(field), scale: 0.01, view: EVERYWHERE, ...ask })
  }

  it('[SC-M6] a list that moved on is held as if it had been read whole', () => {
    // Fault seen: what fell off the front was kept.
    const all = Array.from({ length: 9000 }, (_, n) => event(n, n, n % 7 === 0 ? undefined : [120 + n * 1e-5, 30]))
    const field = fieldOf(all.slice(0, 5000))
    for (const [from, to] of [
      [0, 5200],
      [1200, 6000],
      [1200, 6000],
      [7000, 9000],
      [0, 0],
      [0, 10],
    ] as const) {
      field.take(all.slice(from, to), plane)
      const whole = fieldOf(all.slice(from, to))
      expect(field.length).toBe(to - from)
      expect(field.x.slice(field.first, field.end)).toEqual(whole.x.slice(0, whole.length))
      expect(field.t.slice(field.first, field.end)).toEqual(whole.t.slice(0, whole.length))
    }
  })

  it('[SC-M6] the tier picture shows only the last quarter of an hour, the event layer all with a place', () => {
    const clock = 100 * MINUTE
    const events = [event(1, clock - 60 * MINUTE, [120, 30]), event(2, clock - MINUTE, [120.01, 30]), event(3, clock)]
    const drawn = (layer: Layer) => pointsOf(events, { layer, clock }).columns.count
    expect([drawn('tier'), drawn('events'), drawn('heat')]).toEqual([1, 2, 0])
  })

  it('[SC-M6] dense points are grouped and none is lost', () => {
    const events = Array.from({ length: 50_000 }, (_, n) => event(n, 0, [120 + (n % 71) * 0.003, 30 + (n % 53) * 0.003]))
    const { clusters, columns } = pointsOf(events, { layer: 'events', clock: 9e9 })
    expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(50_000)
    expect(columns.count).toBe(clusters.length)
    expect(clusters.length).toBeLessThan(3000)
    expect(clusterMetres(0.01)).toBe(clusterMetres(0.0101))
  })
})
