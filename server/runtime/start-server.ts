import { join } from 'node:path'
import { createApp } from '../app.ts'
import { loadCity } from '../city/load-city.ts'
import { versionText, type Config } from '../config.ts'
import { createDoor } from '../ingest/door.ts'
import { readFreeDisk } from '../observe/free-disk.ts'
import type { Logger } from '../observe/logger.ts'
import { watchLoopLag } from '../observe/loop-lag.ts'
import { createMetrics } from '../observe/metrics.ts'
import { cityBundleRoutes } from '../routes/city-bundle.ts'
import { eventsPostRoute } from '../routes/events-post.ts'
import { healthRoute } from '../routes/health.ts'
import { metricsRoute } from '../routes/metrics.ts'
import { openapiRoute } from '../routes/openapi.ts'
import { catalogueOf } from './catalogue-acts.ts'
import { createDayStart } from './city-days.ts'
import { systemClock } from './clock.ts'
import { readPrintKey } from './print-key.ts'
import { createHttp, startHttp } from './start-http.ts'
import { startLog } from './start-log.ts'

/** The whole server at work. */
export interface RunningServer {
  readonly url: string
  /** Not ready, feeds stopped, log flushed, snapshot written, sockets closed. */
  stop(): Promise<void>
}

const LOWEST_FREE_SHARE = 0.1
const root = join(import.meta.dirname, '../..')

/** Starts every stage in the order of the flow and listens last. OP6 */
export async function startServer(config: Config, logger: Logger): Promise<RunningServer> {
  const log = await startLog(config.dataDir, logger)
  const city = loadCity({ city: config.city, cacheDir: join(config.dataDir, 'cities') })
  const catalogue = catalogueOf(city.catalogue, log)
  const door = createDoor({
    log,
    fold: { apply: () => undefined },
    tree: city.tree,
    catalogue,
    localSystems: city.manifest.localCrs ?? {},
    keepDays: config.keepDays,
    printKey: readPrintKey(config.dataDir),
    onCommitted: () => undefined,
    time: {
      citySecond: () => Math.floor(systemClock.now() / 1000),
      present: () => systemClock.now(),
      dayStart: createDayStart(city.manifest.timezone),
    },
  })
  const loop = watchLoopLag()
  let listening = false
  let freeDisk = await readFreeDisk(config.dataDir)
  const metrics = createMetrics(() => ({
    log: { first: log.first, next: log.next, writable: log.writable, commits: log.commits },
    doors: { accepted: 0, duplicate: 0, rejected: 0 },
    published: { logSeq: log.next - 1, asOf: 0, seq: 0 },
    screens: 0,
    snapshot: { seq: 0, bytes: 0 },
    freeDisk,
    loopLag: loop.take(),
  }))
  const readiness = async () => {
    freeDisk = await readFreeDisk(config.dataDir)
    return { listening, logWritable: log.writable, foldCaughtUp: true, diskRoom: freeDisk.share > LOWEST_FREE_SHARE }
  }
  const app = createApp({
    root,
    routers: [
      healthRoute(readiness),
      metricsRoute(metrics),
      cityBundleRoutes(city.bundle),
      eventsPostRoute({ door, feedOwnsClock: () => false }),
      openapiRoute(versionText()),
    ],
    onFailure: (reason) => logger.error({ reason: String(reason) }, 'a request failed'),
  })
  const http = await startHttp(createHttp(app), config.port, config.host)
  listening = true
  return {
    url: http.url,
    async stop() {
      listening = false
      await http.stop(1000)
      await log.close()
      loop.stop()
    },
  }
}
