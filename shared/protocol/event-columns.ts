import type { FrameEvent } from './messages.ts'

const MICRODEGREES = 1e6

/** Events as columns; words are numbers into one list, times and places are differences. */
export type PackedEvents = readonly [
  words: readonly string[],
  ids: readonly string[],
  kinds: readonly number[],
  types: readonly number[],
  steps: readonly number[],
  nodes: readonly number[],
  times: readonly number[],
  /** Longitude and latitude in microdegrees, 0 for an event without a place. */
  places: readonly (readonly [number, number] | 0)[],
]

/** Events for the wire; a place is kept to a microdegree (0.1 m). */
export function packEvents(events: readonly FrameEvent[]): PackedEvents | 0 {
  if (events.length === 0) return 0
  const words = new Map<string, number>()
  const word = (text: string): number => {
    const known = words.get(text) ?? words.size
    words.set(text, known)
    return known
  }
  const micro = (degrees: number) => Math.round(degrees * MICRODEGREES)
  const columns = [
    events.map((event) => event.id),
    events.map((event) => word(event.kind)),
    events.map((event) => word(event.type)),
    events.map((event) => word(event.step)),
    events.map((event) => word(event.node)),
    events.map((event, i) => event.t - (events[i - 1]?.t ?? 0)),
    events.map((event) => (event.point ? ([micro(event.point[0]), micro(event.point[1])] as const) : 0)),
  ] as const
  return [[...words.keys()], ...columns]
}

export function unpackEvents(packed: PackedEvents | 0): FrameEvent[] {
  if (packed === 0) return []
  const [words, ids, kinds, types, steps, nodes, times, places] = packed
  const word = (index: number | undefined) => words[index ?? -1] ?? ''
  let t = 0
  return ids.map((id, i) => {
    t += times[i] ?? 0
    const place = places[i] ?? 0
    return {
      id,
      kind: word(kinds[i]),
      type: word(types[i]),
      step: word(steps[i]),
      node: word(nodes[i]),
      point: place === 0 ? undefined : ([place[0] / MICRODEGREES, place[1] / MICRODEGREES] as const),
      t,
    }
  })
}
