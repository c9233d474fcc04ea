import { lazy, Suspense } from 'react'
import { ChildrenPanel } from '../../panels/children/children-panel.tsx'
import { DimsPanel } from '../../panels/dims/dims-panel.tsx'
import { EventsPanel } from '../../panels/events/events-panel.tsx'
import { HeadlinePanel } from '../../panels/headline/headline-panel.tsx'
import { LoopPanel } from '../../panels/loop/loop-panel.tsx'
import { NetworkPanel } from '../../panels/network/network-panel.tsx'
import { RatesPanel } from '../../panels/rates/rates-panel.tsx'
import { SourcesPanel } from '../../panels/sources/sources-panel.tsx'
import { TypesPanel } from '../../panels/types/types-panel.tsx'
import { VitalityPanel } from '../../panels/vitality/vitality-panel.tsx'
import { WarningsPanel } from '../../panels/warnings/warnings-panel.tsx'
import type { PanelId } from './desk-panels.ts'
import type { Placed } from './rotating-slot.tsx'

const AlarmsPanel = lazy(() => import('../../panels/alarms/alarms-panel.tsx').then((m) => ({ default: m.AlarmsPanel })))

function LazyAlarms() {
  return (
    <Suspense fallback={null}>
      <AlarmsPanel />
    </Suspense>
  )
}

/** The panels of the columns by id. */
export const PLACED: Readonly<Record<PanelId, Placed>> = {
  headline: { title: 'headline.title', body: <HeadlinePanel /> },
  network: { title: 'network.title', body: <NetworkPanel /> },
  loop: { title: 'loop.title', body: <LoopPanel /> },
  types: { title: 'types.title', body: <TypesPanel /> },
  vitality: { title: 'vitality.title', body: <VitalityPanel /> },
  rates: { title: 'rates.title', body: <RatesPanel /> },
  alarms: { title: 'alarms.title', body: <LazyAlarms /> },
  warnings: { title: 'warnings.title', body: <WarningsPanel /> },
  children: { title: 'children.title', body: <ChildrenPanel /> },
  events: { title: 'events.title', body: <EventsPanel /> },
  sources: { title: 'sourcesBoard.title', body: <SourcesPanel /> },
  dims: { title: 'dims.title', body: <DimsPanel /> },
}
