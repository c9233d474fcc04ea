import type { FrameEvent } from '../../shared/protocol/messages.ts'
import type { AlarmQueue } from './alarm-queue.ts'
import type { CityFacts, Named } from './city-facts.ts'
import type { Bin } from './series.ts'

/** What the screen asks over HTTP: names, sources, first events, the curve of a day. */
export interface CityCalls {
  city(): Promise<CityFacts>
  events(node: string): Promise<readonly FrameEvent[]>
  series(node: string, key: string): Promise<readonly Bin[]>
  /** The alarm queue of the whole city. */
  alarms(): Promise<AlarmQueue>
  /** Where a node stands in the tree. */
  standing(node: string): Promise<Standing>
}

/** How many units of each level lie below a node, and the codes and names from the city down to it. */
export interface Standing {
  readonly below: Readonly<Record<string, number>>
  readonly path: readonly { readonly code: string; readonly name: Named; readonly level: string }[]
}

type Json = Record<string, unknown>

async function ask(path: string): Promise<Json> {
  const response = await fetch(new URL(path, document.baseURI), { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`)
  return (await response.json()) as Json
}

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const timeOf = (value: unknown): number => (typeof value === 'number' ? value : Date.parse(text(value)))

function eventOf(row: Json): FrameEvent {
  const point = Array.isArray(row['point']) ? (row['point'] as unknown as readonly [number, number]) : undefined
  return {
    id: text(row['id']),
    kind: text(row['kind']) || 'case',
    type: text(row['type']),
    step: text(row['step']),
    node: text(row['node']),
    point,
    t: timeOf(row['occurredAt']),
  }
}

const binOf = (row: Json): Bin => ({ t: timeOf(row['t'] ?? row['from']), v: typeof row['v'] === 'number' ? row['v'] : null })

/** The calls of the page's own server. Each rejects with the path and status it failed on. */
export const cityCalls: CityCalls = {
  city: async () => (await ask('api/v1/city')) as unknown as CityFacts,
  events: async (node) => list((await ask(`api/v1/events?node=${encodeURIComponent(node)}`))['events']).map(eventOf),
  series: async (node, key) =>
    list((await ask(`api/v1/series?node=${encodeURIComponent(node)}&key=${key}&window=h24`))['bins']).map(binOf),
  alarms: async () => (await ask('api/v1/alarms?limit=0')) as unknown as AlarmQueue,
  standing: async (node) => (await ask(`api/v1/nodes/${encodeURIComponent(node)}`)) as unknown as Standing,
}
