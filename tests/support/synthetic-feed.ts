import { NO_COVER, type MapFeed, type StageCover, type StageInsets, type WallChange } from '../../client/state/map-feed.ts'
import { createViewStore } from '../../client/state/view-store.ts'
import type { ScopeReader } from '../../client/state/wall-state.ts'
import { createStore } from 'zustand/vanilla'
import { NO_COMPASS, type AreaCompass } from '../../client/state/area-compass.ts'
import type { LevelNames } from '../../client/map/city-names.ts'
import type { FrameEvent } from '../../shared/protocol/messages.ts'
import type { SyntheticChange } from './synthetic-changes.ts'
import { seeded } from './synthetic-city.ts'

const KEYS = ['tier', 'events.h1', 'checks.coverage', 'service.requested', 'measures.active', 'cases.open'] as const

/** About ten a second at four publications. */
const EVENTS_A_STIR = 3

export interface SyntheticFeed extends MapFeed {
  /** New seeded figures under a key for `count` random areas of a level. */
  plan(key: string, level: number, count: number): Stir
  /** Given figures under a key for given areas of a level. */
  planOf(key: string, level: number, change: SyntheticChange): Stir
  /** Writes them and tells the map, as a decoded frame would. */
  apply(stir: Stir): void
  /** Alarms stand as given from now on. */
  raise(alarms: ReturnType<MapFeed['alarms']>): void
}

export interface Stir {
  readonly key: string
  /** Reported with it, where the feed has any. */
  readonly events: readonly FrameEvent[]
  /** Ascending, each once. */
  readonly rows: Uint32Array
  readonly values: Float64Array
}

function valueOf(key: string, random: () => number): number {
  if (key === 'tier') return 1 + Math.floor(random() ** 6 * 5)
  return key === 'checks.coverage' ? random() : Math.floor(random() ** 3 * 40)
}

interface Rows {
  readonly codes: readonly string[]
  readonly levels: readonly number[]
  readonly rowOf: ReadonlyMap<string, number>
}

function readerOf(rows: Rows, columns: ReadonlyMap<string, Float64Array>, names: readonly LevelNames[]): ScopeReader {
  const nodes = names.flatMap(({ level, codes, parents, zh, en }) =>
    codes.map((code, row) => ({ index: row, code, level, parent: parents[row] ?? '', zh: zh[row] ?? '', en: en[row] ?? '' })),
  )
  return {
    epoch: 'synthetic',
    seq: 1,
    asOf: 0,
    keys: [],
    nodes,
    rowOf: (code) => rows.rowOf.get(code) ?? -1,
    figure: (key, row) => {
      const v = columns.get(key)?.[row] ?? Number.NaN
      return { v: Number.isNaN(v) ? null : v, state: Number.isNaN(v) ? 'none' : 'live', asOf: 0 }
    },
    column: (key) => columns.get(key),
    standing: () => 'live',
    hash: () => '',
  }
}

/** A feed without a server: seeded figures over given areas, changed on demand. */
export function syntheticFeed(
  names: readonly LevelNames[],
  insets: StageInsets,
  given: readonly FrameEvent[] = [],
): SyntheticFeed {
  const events = [...given]
  let alarms: ReturnType<MapFeed['alarms']> = []
  const random = seeded(99)
  const codes = names.flatMap((level) => level.codes)
  const levels = names.flatMap((level) => level.codes.map(() => level.level))
  const rows: Rows = { codes, levels, rowOf: new Map(codes.map((code, row) => [code, row])) }
  const columns = new Map(KEYS.map((key) => [key as string, Float64Array.from(codes, () => valueOf(key, random))]))
  const reader = readerOf(rows, columns, names)
  const listeners = new Set<(change: WallChange) => void>()
  const view = createViewStore()
  let seq = 1
  return {
    wall: () => reader,
    focus: () => undefined,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    events: () => events,
    link: () => ({ state: 'live', mode: 'demo', ageMs: 0, clock: 0, polling: false, clockSuspect: false, news: '' }),
    city: () => undefined,
    view,
    insets: createStore<StageInsets>()(() => insets),
    alarms: () => alarms,
    raise: (raised) => (alarms = raised),
    news: createStore<StageCover>()(() => NO_COVER),
    compass: createStore<AreaCompass>()(() => NO_COMPASS),
    select: (code) => view.act.select(code),
    hover: (code) => view.act.hover(code),
    plan(key, level, count) {
      const first = levels.indexOf(level)
      const areas = levels.lastIndexOf(level) + 1 - first
      const chosen = new Set(Array.from({ length: count }, () => first + Math.floor(random() * areas)))
      const sorted = Uint32Array.from(chosen).sort()
      const fresh = Array.from({ length: EVENTS_A_STIR }).flatMap((_, n) => {
        const place = given[Math.floor(random() * given.length)]
        return place ? [{ ...place, id: `n${seq}-${n}`, t: given.length + seq }] : []
      })
      return { key, events: fresh, rows: sorted, values: Float64Array.from(sorted, () => valueOf(key, random)) }
    },
    planOf(key, level, { cells, values }) {
      const first = levels.indexOf(level)
      return { key, events: [], rows: cells.map((cell) => first + cell), values: Float64Array.from(values) }
    },
    apply({ key, rows: changed, values, events: fresh }) {
      const column = columns.get(key)
      if (column) changed.forEach((row, i) => (column[row] = values[i] ?? 0))
      seq += 1
      events.push(...fresh)
      events.splice(0, events.length - given.length)
      const change = { whole: false, rowsOf: (asked: string) => (asked === key ? changed : []), events: fresh, seq }
      for (const listener of listeners) listener(change)
    },
  }
}
