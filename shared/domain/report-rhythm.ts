import type { AlarmRules } from './alarm-rules.ts'

/** Which report of an emergency response is due next, and when; epoch seconds. */
export interface ReportDue {
  readonly report: 'first' | 'further'
  readonly at: number
}

/** The first report (初报) after its minutes, then further ones (续报) at even steps; the last (终报) follows the end. */
export function nextReport(startedAt: number, clock: number, { firstMinutes, everyMinutes }: AlarmRules['reports']): ReportDue {
  const first = startedAt + firstMinutes * 60
  if (clock < first) return { report: 'first', at: first }
  const every = everyMinutes * 60
  return { report: 'further', at: first + (Math.floor((clock - first) / every) + 1) * every }
}
