import { monitorEventLoopDelay } from 'node:perf_hooks'

/** How long the event loop kept its callers waiting since the last look, seconds. */
export interface LoopLag {
  readonly p50: number
  readonly p99: number
  readonly max: number
}

const RESOLUTION_MS = 10

/** Samples the loop's delay; each `take` answers for the time since the one before. */
export function watchLoopLag(): { take(): LoopLag; stop(): void } {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  histogram.enable()
  const seconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1000)
  return {
    take() {
      const lag = { p50: histogram.percentile(50), p99: histogram.percentile(99), max: histogram.max }
      histogram.reset()
      return { p50: seconds(lag.p50), p99: seconds(lag.p99), max: seconds(lag.max) }
    },
    stop: () => histogram.disable(),
  }
}
