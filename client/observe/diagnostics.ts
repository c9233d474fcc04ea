import type { ScopeSpec } from '../../shared/protocol/messages.ts'
import { glContextLosses } from './frame-clock.ts'
import type { FrameMeter } from './frame-meter.ts'
import { panelStates } from './panel-states.ts'

/** What the connected screen says of itself; contract 6. */
export interface ScreenFacts {
  readonly version: string
  readonly mode: string
  readonly link: string
  readonly epoch: string
  readonly seq: number
  readonly scope: Omit<ScopeSpec, 'events'>
  readonly hash: string
  readonly ageMs: number
}

export interface Diagnostics extends ScreenFacts {
  readonly eventToPixelMs: { readonly p50: number; readonly p95: number; readonly p99: number; readonly n: number }
  readonly frameMs: { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number; readonly n: number }
  readonly updateMs: { readonly p50: number; readonly p95: number }
  readonly heapBytes: number
  readonly glContextLosses: number
  readonly nodesDrawn: number
  readonly eventsDrawn: number
  readonly panels: readonly { readonly id: string; readonly state: string }[]
}

declare global {
  interface Window {
    gridwall?: { diagnostics(): Diagnostics }
  }
}

/** Chromium's own count; 0 where the browser gives none. */
function heapBytes(): number {
  const { memory } = performance as Performance & { readonly memory?: { readonly usedJSHeapSize: number } }
  return memory?.usedJSHeapSize ?? 0
}

/** Answers at once from what is held; nothing is computed over the city. SC12 */
export function diagnose(facts: ScreenFacts, meter: FrameMeter): Diagnostics {
  const { max: _max, ...eventToPixelMs } = meter.eventToPixelMs.percentiles()
  const { p50, p95 } = meter.updateMs.percentiles()
  const { nodes, events } = meter.drawn()
  return {
    ...facts,
    eventToPixelMs,
    frameMs: meter.frameMs.percentiles(),
    updateMs: { p50, p95 },
    heapBytes: heapBytes(),
    glContextLosses: glContextLosses(),
    nodesDrawn: nodes,
    eventsDrawn: events,
    panels: panelStates(),
  }
}
