import type { Figures, ListedEvent } from '../../server/aggregate/figures.ts'
import type { KeyDef } from '../../shared/figures/keys.ts'
import { EVERY_GROUP } from '../../shared/figures/change-groups.ts'
import type { SourceState } from '../../shared/figures/value-state.ts'

/** Full state that a test sets cell by cell: what fold and aggregate would say. */
export interface SetFigures extends Figures {
  clock: number
  logSeq: number
  set(key: number, node: number, v: number): void
  /** What the engine has released of a key of persons; 0 is hidden. */
  release(key: number, node: number, v: number): void
  stand(key: number, state: SourceState): void
  list(event: ListedEvent): void
  /** Closed days of `base` at a node: counts of class T, releases of P and X. */
  readonly days: Map<string, readonly (readonly [string, number])[]>
}

/** `NaN` for fractions and 0 for counts until set. */
export function setFigures(keys: readonly KeyDef[]): SetFigures {
  const values = new Map<string, number>()
  const released = new Map<string, number>()
  let revision = 0
  const states = new Map<number, SourceState>()
  const dirty = new Set<number>()
  let fresh: ListedEvent[] = []
  const listed: ListedEvent[] = []
  const days: SetFigures['days'] = new Map()
  return {
    keys,
    groups: Int32Array.from(keys, () => EVERY_GROUP),
    days,
    clock: 1_700_000_000,
    logSeq: 0,
    get openSeq() {
      return this.logSeq
    },
    value: (key, node) => values.get(`${key}/${node}`) ?? (keys[key]?.shape === 'count' ? 0 : Number.NaN),
    standing: (key) => ({ state: states.get(key) ?? 'live', asOf: 1_700_000_000_000, share: 1 }),
    sources: () => [],
    dimensions: () => [],
    alarms: () => ({ revision: 0, list: [] }),
    measures: () => [],
    warnings: () => [],
    responses: () => [],
    takeDirty() {
      const nodes = [...dirty]
      dirty.clear()
      return { nodes, groups: new Int32Array(nodes.length).fill(EVERY_GROUP) }
    },
    takeListed() {
      const events = fresh
      fresh = []
      return { events, leftOut: 0, gone: [], corrected: false }
    },
    listed: () => [...listed].reverse(),
    quarterHours: () => Array.from({ length: 96 }, () => 0),
    closedDays: (base, node) => days.get(`${base}/${node}`) ?? [],
    released: (key, node) => released.get(`${key}/${node}`) ?? 0,
    get releaseRevision() {
      return revision
    },
    releasedDays: (key, node) => days.get(`${keys[key]?.base}/${node}`) ?? [],
    release(key, node, v) {
      released.set(`${key}/${node}`, v)
      revision += 1
    },
    set(key, node, v) {
      values.set(`${key}/${node}`, v)
      dirty.add(node)
    },
    stand: (key, state) => void states.set(key, state),
    list(event) {
      listed.push(event)
      fresh.push(event)
    },
  }
}
