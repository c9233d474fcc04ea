import { Counter, Gauge, Registry } from 'prom-client'

/** What the metrics are read from at the moment of a scrape; nothing is counted twice and hot paths are left alone. */
export interface MetricSources {
  /** `commits`: without those that held nothing but what is person-related. PR10 */
  readonly log: { readonly writable: boolean; readonly commits: number }
  /** Events the doors have answered for since the start; of those accepted, without what is person-related. PR10 */
  readonly doors: { readonly accepted: number; readonly duplicate: number; readonly rejected: number }
  /** Events refused since the start, by the code of the reason. */
  readonly refused: ReadonlyMap<string, number>
  /** Sources that agree with each other lie ahead of the clock. */
  readonly clockSuspect: boolean
  /** Last folded number, the clock second, and the publication number. */
  readonly published: { readonly logSeq: number; readonly asOf: number; readonly seq: number }
  readonly screens: number
  readonly snapshot: { readonly bytes: number }
  readonly freeDisk: { readonly bytes: number; readonly share: number }
  readonly loopLag: { readonly p50: number; readonly p99: number; readonly max: number }
}

interface Metric {
  readonly name: string
  readonly help: string
  /** Label name, where a metric has several lines. */
  readonly label?: string
  /** One number, or a number for each value of the label. */
  readonly read: (sources: MetricSources) => number | Readonly<Record<string, number>>
}

/** Sizes told so coarsely that no event can be read from them. */
const SIZE_STEP = 16 * 1024 * 1024

/** Every metric of the server: name, meaning, base unit. Part of the contract with whoever watches it. OP8 */
export const METRICS: readonly Metric[] = [
  { name: 'log_writable', help: '1 while the log takes writes.', read: ({ log }) => Number(log.writable) },
  {
    name: 'log_commits',
    help: 'Flushed commits since the start, but those of person-related events alone.',
    read: ({ log }) => log.commits,
  },
  {
    name: 'door_events',
    help: 'Events answered for since the start, by outcome; accepted ones without those that are person-related.',
    label: 'outcome',
    read: ({ doors }) => ({ accepted: doors.accepted, duplicate: doors.duplicate, rejected: doors.rejected }),
  },
  {
    name: 'refused_total',
    help: 'Events refused since the start, by the code of the reason.',
    label: 'code',
    read: ({ refused }) => Object.fromEntries(refused),
  },
  {
    name: 'clock_suspect',
    help: "1 while sources that agree with each other lie ahead of the server's clock.",
    read: ({ clockSuspect }) => Number(clockSuspect),
  },
  {
    name: 'fold_seq',
    help: 'Events folded and published, but those that are person-related.',
    read: ({ published }) => published.logSeq,
  },
  { name: 'clock_seconds', help: "The city's clock, seconds since 1970.", read: ({ published }) => published.asOf },
  { name: 'publication_seq', help: 'Number of the newest publication.', read: ({ published }) => published.seq },
  { name: 'screens', help: 'Screens connected.', read: ({ screens }) => screens },
  {
    name: 'snapshot_bytes',
    help: 'Size of the newest snapshot, rounded up to 16 MiB.',
    read: ({ snapshot }) => Math.ceil(snapshot.bytes / SIZE_STEP) * SIZE_STEP,
  },
  {
    name: 'disk_free_bytes',
    help: 'Room left on the disk of the log, rounded down to 16 MiB.',
    read: ({ freeDisk }) => Math.floor(freeDisk.bytes / SIZE_STEP) * SIZE_STEP,
  },
  {
    name: 'disk_free_ratio',
    help: 'Share of that disk left, rounded down to a hundredth.',
    read: ({ freeDisk }) => Math.floor(freeDisk.share * 100) / 100,
  },
  {
    name: 'event_loop_lag_seconds',
    help: 'Delay of the event loop since the last scrape.',
    label: 'quantile',
    read: ({ loopLag }) => ({ '0.5': loopLag.p50, '0.99': loopLag.p99, '1': loopLag.max }),
  },
  { name: 'resident_memory_bytes', help: 'Memory held by the process.', read: () => process.memoryUsage.rss() },
  { name: 'heap_used_bytes', help: 'JavaScript heap in use.', read: () => process.memoryUsage().heapUsed },
  { name: 'uptime_seconds', help: 'Time since the process began.', read: () => process.uptime() },
]

const PREFIX = 'gridwall_'

/** Prometheus text of all metrics, read at the moment of the call. */
export function createMetrics(sources: () => MetricSources): { readonly contentType: string; text(): Promise<string> } {
  const registry = new Registry()
  const series = METRICS.map((metric) => {
    const labelNames = metric.label === undefined ? [] : [metric.label]
    const Kind = metric.name.endsWith('_total') ? Counter : Gauge
    return { metric, told: new Kind({ name: PREFIX + metric.name, help: metric.help, labelNames, registers: [registry] }) }
  })
  return {
    contentType: registry.contentType,
    text() {
      const now = sources()
      for (const { metric, told } of series) {
        const value = metric.read(now)
        told.reset()
        if (typeof value === 'number') told.inc(value)
        else for (const [label, part] of Object.entries(value)) told.inc({ [metric.label as string]: label }, part)
      }
      return registry.metrics()
    },
  }
}
