import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import { ChildrenPanel } from '../../panels/children/children-panel.tsx'
import { HeadlinePanel } from '../../panels/headline/headline-panel.tsx'
import { LoopPanel } from '../../panels/loop/loop-panel.tsx'
import { NetworkPanel } from '../../panels/network/network-panel.tsx'
import { WarningsPanel } from '../../panels/warnings/warnings-panel.tsx'
import type { PanelId } from './desk-panels.ts'
import type { Placed } from './rotating-slot.tsx'
import { lasting } from '../../observe/lasting-import.ts'

type Load = () => Promise<{ readonly default: ComponentType }>

/** A panel that need not stand in the first script. */
function later(load: Load): ReactNode {
  const Body = lazy(load)
  return (
    <Suspense fallback={null}>
      <Body />
    </Suspense>
  )
}

/** Panels that stand on a desk from the first moment. */
const FIRST = {
  types: lasting(() => import('../../panels/types/types-panel.tsx').then((m) => ({ default: m.TypesPanel }))),
  vitality: lasting(() => import('../../panels/vitality/vitality-panel.tsx').then((m) => ({ default: m.VitalityPanel }))),
  alarms: lasting(() => import('../../panels/alarms/alarms-panel.tsx').then((m) => ({ default: m.AlarmsPanel }))),
  events: lasting(() => import('../../panels/events/events-panel.tsx').then((m) => ({ default: m.EventsPanel }))),
} as const

/** Loads them. */
export const firstPanels = (): readonly Promise<unknown>[] => Object.values(FIRST).map((load) => load())

/** The panels of the columns by id. */
export const PLACED: Readonly<Record<PanelId, Placed>> = {
  headline: { title: 'headline.title', body: <HeadlinePanel /> },
  network: { title: 'network.title', body: <NetworkPanel /> },
  loop: { title: 'loop.title', body: <LoopPanel /> },
  types: {
    title: 'types.title',
    body: later(FIRST.types),
  },
  vitality: {
    title: 'vitality.title',
    body: later(FIRST.vitality),
  },
  rates: {
    title: 'rates.title',
    body: later(lasting(() => import('../../panels/rates/rates-panel.tsx').then((m) => ({ default: m.RatesPanel })))),
  },
  alarms: {
    title: 'alarms.title',
    body: later(FIRST.alarms),
  },
  warnings: { title: 'warnings.title', body: <WarningsPanel /> },
  children: { title: 'children.title', tab: 'children.tab', body: <ChildrenPanel /> },
  events: {
    title: 'events.title',
    tab: 'events.tab',
    body: later(FIRST.events),
  },
  sources: {
    title: 'sourcesBoard.title',
    body: later(lasting(() => import('../../panels/sources/sources-panel.tsx').then((m) => ({ default: m.SourcesPanel })))),
  },
  dims: {
    title: 'dims.title',
    tab: 'dims.tab',
    body: later(lasting(() => import('../../panels/dims/dims-panel.tsx').then((m) => ({ default: m.DimsPanel })))),
  },
  hazard: {
    title: 'hazard.title',
    body: later(lasting(() => import('../../panels/hazard/hazard-panel.tsx').then((m) => ({ default: m.HazardPanel })))),
  },
}
