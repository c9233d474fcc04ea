import type { Router } from 'express'
import type { Door } from '../ingest/receipt.ts'
import type { SqliteEventLog } from '../log/sqlite-event-log.ts'
import { readFreeDisk } from '../observe/free-disk.ts'
import { watchLoopLag } from '../observe/loop-lag.ts'
import { createMetrics } from '../observe/metrics.ts'
import type { Published } from '../publish/published.ts'
import { healthRoute } from '../routes/health.ts'
import { metricsRoute } from '../routes/metrics.ts'
import type { SnapshotKeeper } from './snapshot-keeper.ts'

const LOWEST_FREE_SHARE = 0.1

export interface ObservingOptions {
  readonly log: SqliteEventLog
  readonly door: Door
  readonly published: Published
  readonly keeper: SnapshotKeeper
  readonly dataDir: string
  readonly screens: () => number
}

/** Health, readiness and metrics over the stages at work. OP6 OP8 */
export interface Observing {
  readonly routers: readonly Router[]
  /** The server listens and its fold has caught up, or no longer. */
  setReady(ready: boolean): void
  stop(): void
}

export async function startObserving(options: ObservingOptions): Promise<Observing> {
  const { log, door, published, keeper, dataDir } = options
  const loop = watchLoopLag()
  let freeDisk = await readFreeDisk(dataDir)
  let ready = false
  const metrics = createMetrics(() => ({
    log,
    doors: door.counts,
    refused: door.refused,
    clockSuspect: door.clockSuspect,
    published,
    screens: options.screens(),
    snapshot: keeper.newest,
    freeDisk,
    loopLag: loop.take(),
  }))
  const readiness = async () => {
    freeDisk = await readFreeDisk(dataDir)
    return { foldCaughtUp: ready, logWritable: log.writable, diskRoom: freeDisk.share > LOWEST_FREE_SHARE }
  }
  return {
    routers: [healthRoute(readiness), metricsRoute(metrics)],
    setReady(now) {
      ready = now
    },
    stop: () => loop.stop(),
  }
}
