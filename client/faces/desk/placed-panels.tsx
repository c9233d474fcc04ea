import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import { ChildrenPanel } from '../../panels/children/children-panel.tsx'
import { HeadlinePanel } from '../../panels/headline/headline-panel.tsx'
import { LoopPanel } from '../../panels/loop/loop-panel.tsx'
import { NetworkPanel } from '../../panels/network/network-panel.tsx'
import { WarningsPanel } from '../../panels/warnings/warnings-panel.tsx'
import type { PanelId } from './desk-panels.ts'
import type { Placed } from './rotating-slot.tsx'
import { lasting } from '../../observe/lasting-import.ts'

/** A panel that need not stand in the first script. */
function later(load: () => Promise<{ readonly default: ComponentType }>): ReactNode {
  const Body = lazy(lasting(load))
  return (
    <Suspense fallback={null}>
      <Body />
    </Suspense>
  )
}

/** The panels of the columns by id. */
export const PLACED: Readonly<Record<PanelId, Placed>> = {
  headline: { title: 'headline.title', body: <HeadlinePanel /> },
  network: { title: 'network.title', body: <NetworkPanel /> },
  loop: { title: 'loop.title', body: <LoopPanel /> },
  types: {
    title: 'types.title',
    body: later(() => import('../../panels/types/types-panel.tsx').then((m) => ({ default: m.TypesPanel }))),
  },
  vitality: {
    title: 'vitality.title',
    body: later(() => import('../../panels/vitality/vitality-panel.tsx').then((m) => ({ default: m.VitalityPanel }))),
  },
  rates: {
    title: 'rates.title',
    body: later(() => import('../../panels/rates/rates-panel.tsx').then((m) => ({ default: m.RatesPanel }))),
  },
  alarms: {
    title: 'alarms.title',
    body: later(() => import('../../panels/alarms/alarms-panel.tsx').then((m) => ({ default: m.AlarmsPanel }))),
  },
  warnings: { title: 'warnings.title', body: <WarningsPanel /> },
  children: { title: 'children.title', tab: 'children.tab', body: <ChildrenPanel /> },
  events: {
    title: 'events.title',
    tab: 'events.tab',
    body: later(() => import('../../panels/events/events-panel.tsx').then((m) => ({ default: m.EventsPanel }))),
  },
  sources: {
    title: 'sourcesBoard.title',
    body: later(() => import('../../panels/sources/sources-panel.tsx').then((m) => ({ default: m.SourcesPanel }))),
  },
  dims: {
    title: 'dims.title',
    tab: 'dims.tab',
    body: later(() => import('../../panels/dims/dims-panel.tsx').then((m) => ({ default: m.DimsPanel }))),
  },
  hazard: {
    title: 'hazard.title',
    body: later(() => import('../../panels/hazard/hazard-panel.tsx').then((m) => ({ default: m.HazardPanel }))),
  },
}
