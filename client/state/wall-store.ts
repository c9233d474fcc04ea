import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { FrameEvent, Lang, ScopeSpec } from '../../shared/protocol/messages.ts'
import type { AlarmQueue } from './alarm-queue.ts'
import type { Standing } from './city-calls.ts'
import type { CityFacts } from './city-facts.ts'
import { pulseOf } from './panel-pulse.ts'
import { same } from './same.ts'
import type { Series } from './series.ts'
import type { ViewState, ViewStore } from './view-store.ts'
import type { LinkFacts, ScopeReader } from './wall-state.ts'

/** The selected node's scope; which one it is stands in its specification. */
export type FocusReader = ScopeReader & { readonly scope: ScopeSpec }

/** Everything a panel may read. The readers are live objects; their `seq` says whether they moved. */
export interface WallSnapshot {
  readonly wall: ScopeReader | undefined
  readonly focus: FocusReader | undefined
  /** Rises with every frame applied to either scope. */
  readonly revision: number
  readonly link: LinkFacts
  readonly city: CityFacts | undefined
  /** Newest first, of the selected node, at most 200. */
  readonly events: readonly FrameEvent[]
  readonly series: Series
  /** Alarms of the whole city as a desk works them off; undefined until read. */
  readonly alarms: AlarmQueue | undefined
  /** A newer build is served: a face reloads when it may. */
  readonly newer: boolean
  /** Where the selected node stands in the whole tree, also where no scope of this screen reaches; undefined until read. */
  readonly standing: (Standing & { readonly node: string }) | undefined
}

export type WallStore = StoreApi<WallSnapshot>

export function createWallStore(): WallStore {
  return createStore<WallSnapshot>()(() => ({
    wall: undefined,
    focus: undefined,
    revision: 0,
    link: { state: 'connecting', mode: 'live', ageMs: 0, clock: 0, polling: false, clockSuspect: false, news: '' },
    city: undefined,
    events: [],
    series: { state: 'loading' },
    alarms: undefined,
    newer: false,
    standing: undefined,
  }))
}

/** The two stores a face stands on. */
export interface Stores {
  readonly wall: WallStore
  readonly view: ViewStore
}

export const StoresContext = createContext<Stores | undefined>(undefined)

export function useStores(): Stores {
  const stores = useContext(StoresContext)
  if (stores === undefined) throw new Error('A panel stands outside a face: wrap it in StoresContext')
  return stores
}

/** What selectors read: the wall's state and the view. */
export interface PanelRead extends WallSnapshot {
  readonly view: ViewState
}

/** Reads a panel's plain view of the wall; the panel redraws only when that view says something else. SC7 */
export function usePanel<T>(select: (read: PanelRead) => T): T {
  const { wall, view } = useStores()
  const held = useRef<{ readonly value: T } | undefined>(undefined)
  const subscribe = useCallback(
    (listener: () => void) => {
      const [a, b] = [pulseOf(wall).subscribe(listener), view.subscribe(listener)]
      return () => (a(), b())
    },
    [wall, view],
  )
  return useSyncExternalStore(subscribe, () => {
    const value = select({ ...wall.getState(), view: view.getState() })
    if (held.current === undefined || !same(held.current.value, value)) held.current = { value }
    return held.current.value
  })
}

export const useLang = (): Lang => usePanel(langOf)
const langOf = (read: PanelRead): Lang => read.view.lang
