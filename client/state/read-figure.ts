import type { KeyDef, KeyShape } from '../../shared/figures/keys.ts'
import type { ValueState } from '../../shared/figures/value-state.ts'
import type { ScopeReader } from './wall-state.ts'

/** One figure with all a panel needs to draw it truly. */
export interface FigureView {
  readonly key: string
  readonly v: number | null
  readonly state: ValueState
  /** Epoch ms it stands for; 0 unless late or stale, so that a fresh figure does not redraw each second. */
  readonly heldAt: number
  readonly shape: KeyShape
  readonly decimals: number
  readonly cls: 'T' | 'P' | 'X'
}

const tables = new WeakMap<readonly KeyDef[], ReadonlyMap<string, KeyDef>>()

function tableOf(keys: readonly KeyDef[]): ReadonlyMap<string, KeyDef> {
  const known = tables.get(keys)
  if (known !== undefined) return known
  const made = new Map(keys.map((def) => [def.key, def]))
  tables.set(keys, made)
  return made
}

export const keyOf = (reader: ScopeReader, key: string): KeyDef | undefined => tableOf(reader.keys).get(key)

/** The figure of a key at a row; a key that is not published here reads as `none`. */
export function readFigure(reader: ScopeReader | undefined, key: string, row = 0): FigureView {
  const def = reader === undefined ? undefined : keyOf(reader, key)
  if (reader === undefined || def === undefined || row < 0)
    return { key, v: null, state: 'none', heldAt: 0, shape: 'count', decimals: 0, cls: 'T' }
  const { v, state, asOf } = reader.figure(key, row)
  const heldAt = state === 'late' || state === 'stale' ? asOf : 0
  return { key, v, state, heldAt, shape: def.shape, decimals: def.decimals, cls: def.cls }
}

/** Several figures of one row under short names. */
export function readFigures<Name extends string>(
  reader: ScopeReader | undefined,
  keys: Readonly<Record<Name, string>>,
  row = 0,
): Readonly<Record<Name, FigureView>> {
  const entries = Object.entries<string>(keys).map(([name, key]) => [name, readFigure(reader, key, row)])
  return Object.fromEntries(entries) as Record<Name, FigureView>
}

/** The least count a class shows (contract 4). */
export const SHOWN_FROM = { T: 0, P: 5, X: 11 } as const
