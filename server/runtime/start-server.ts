import type { Router } from 'express'
import { keysOf } from '../../shared/figures/keys.ts'
import { readAlarmChannels } from '../outbox/alarm-channels.ts'
import { NoticeBoard } from '../outbox/notice-board.ts'
import { createFigures } from '../aggregate/city-figures.ts'
import { baseMapOf } from '../city/base-map.ts'
import { createApp } from '../app.ts'
import type { Config } from '../config.ts'
import { PROJECT_ROOT } from '../project-root.ts'
import type { Feed } from '../feed/feed.ts'
import type { Fold } from '../fold/fold.ts'
import { createDoor } from '../ingest/door.ts'
import { SourceRefusals } from '../ingest/source-refusals.ts'
import type { EventLog } from '../log/event-log.ts'
import type { Logger } from '../observe/logger.ts'
import { cityBundleRoutes } from '../routes/city-bundle.ts'
import { UseBook } from '../publish/use-book.ts'
import { ThresholdBook } from '../publish/threshold-book.ts'
import { eventsPostRoute } from '../routes/events-post.ts'
import { feedRoute } from '../routes/feed.ts'
import { openapiRoute } from '../routes/openapi.ts'
import { afterCommits } from './after-commits.ts'
import { serveUnder } from './base-path.ts'
import { createCityClock, startSecondOf } from './city-clock.ts'
import { systemClock as clock } from './clock.ts'
import { recordPack } from './pack-acts.ts'
import { readPrintKey } from './print-key.ts'
import { readServerNames } from './server-names.ts'
import { startAccess, type StartedAccess } from './start-access.ts'
import { startActs, type StartedActs } from './start-acts.ts'
import { createSnapshotKeeper, type SnapshotKeeper } from './snapshot-keeper.ts'
import { startCity } from './start-city.ts'
import { startFold } from './start-fold.ts'
import { createHttp, startHttp, type HttpServer } from './start-http.ts'
import { startLog } from './start-log.ts'
import { startObserving, type Observing } from './start-observing.ts'
import { WrongConfiguration } from './wrong-configuration.ts'
import { startReadSide, type ReadSide } from './start-read-side.ts'

/** The whole server at work. */
export interface RunningServer {
  readonly url: string
  /** Where the first administrator makes its account; undefined where there are accounts or no sign-in. */
  readonly firstLink: string | undefined
  /** Not ready, feeds stopped, log flushed, snapshot written, sockets closed. */
  stop(): Promise<void>
}

const GRACE_MS = 1_000

/** Refuses a broken list of channels before anything is opened. */
function channelsOf({ alarmChannels }: Config) {
  try {
    return alarmChannels === undefined ? [] : readAlarmChannels(alarmChannels)
  } catch (reason) {
    throw new WrongConfiguration(reason instanceof Error ? reason.message : String(reason))
  }
}

/** The city's clock at the second where the feed lets it begin; the fold stands there too. */
function beginClock(feed: Feed, fold: Fold, lastLogged: number | undefined) {
  const wall = Math.floor(clock.now() / 1000)
  const startSecond = startSecondOf(feed.mode, { wall, lastLogged, firstRecorded: feed.firstSecond })
  fold.advance(startSecond)
  return createCityClock({ clock, mode: feed.mode, startSecond })
}

interface ServerParts extends Pick<Config, 'tls' | 'basePath'> {
  readonly routers: readonly Router[]
  readonly access: StartedAccess
  readonly logger: Logger
}

/** The HTTP server over the routes, not yet listening. */
function serverOf({ routers, access, logger, tls, basePath }: ServerParts) {
  const onFailure = (reason: unknown) => logger.error({ reason: String(reason) }, 'a request failed')
  return createHttp(createApp({ ...access, root: PROJECT_ROOT, routers, basePath, tls: tls !== undefined, onFailure }), tls)
}

interface AtWork {
  readonly observing: Observing
  readonly feed: Feed
  readonly cityClock: { stop(): void }
  readonly acts: StartedActs
  readonly log: EventLog & { close(): Promise<void> }
  readonly keeper: SnapshotKeeper
  readonly readSide: ReadSide
  readonly http: HttpServer
  readonly access: StartedAccess
}

/** Not ready first, then what brings events, then the log and its snapshot, then the lines. OP6 */
async function stopAll({ observing, feed, cityClock, acts, log, keeper, readSide, http, access }: AtWork): Promise<void> {
  observing.setReady(false)
  await feed.stop()
  cityClock.stop()
  acts.stop()
  await log.append([]).catch(() => undefined)
  keeper.stop()
  await keeper.save()
  readSide.stop()
  await http.stop(GRACE_MS)
  await access.stop()
  await log.close()
  observing.stop()
}

/** Starts every stage in the order of the flow and listens last. OP6 */
export async function startServer(config: Config, logger: Logger): Promise<RunningServer> {
  const { dataDir, keepDays } = config
  const board = new NoticeBoard(channelsOf(config))
  const log = await startLog(dataDir, logger)
  const { city, feed, calendar, dayStart } = await startCity({ config, log, clock, logger })
  const { tree, rules, manifest, catalogue, dated } = city
  const baseMap = baseMapOf(config.baseMap, city.folder, manifest.baseMap)
  const started = await startFold({ city, calendar, log, dataDir, logger })
  const { fold, lines } = started
  const keeper = createSnapshotKeeper({ ...started, log, clock, logger, keepDays, kept: catalogue, dayStart })
  const lastLogged = Number.isFinite(fold.clock) ? fold.clock : undefined
  const cityClock = beginClock(feed, fold, lastLogged)
  const pack = await recordPack(
    { city: manifest.id, hash: city.packHash, files: city.files },
    { log, fold, at: cityClock.second(), onUnlogged: () => logger.error('the change of the city pack could not be logged') },
  )
  const figures = createFigures({ fold, catalogue, keys: keysOf(catalogue), rules })
  const refusals = new SourceRefusals(log, fold)
  const thresholds = new ThresholdBook(city.alarms, log)
  const uses = new UseBook(city, log)
  const told = { figures, clock, calendar, board, thresholds, uses, refusals, pack, keepDays, mode: feed.mode }
  const readSide = startReadSide({ ...city, baseMap, ...told })
  const door = createDoor({
    refusals,
    uses,
    log,
    fold,
    tree,
    catalogue,
    dated,
    localSystems: manifest.localCrs ?? {},
    keepDays,
    printKey: readPrintKey(dataDir),
    lineAt: (seq) => lines.at(seq),
    onCommitted: () => readSide.poke(clock.now()),
    time: { citySecond: () => cityClock.second(), present: () => cityClock.present(), dayStart },
  })
  const run = { log, clock, logger, board, thresholds, uses, record: config.record }
  const acts = startActs({ ...run, fold, calendar, city, readSide, citySecond: () => cityClock.second() })
  const access = startAccess({ config, city, clock, logger, caseNode: acts.caseNode })
  refusals.onWritten(access.noteRefused)
  const names = readServerNames(PROJECT_ROOT)
  const observing = await startObserving({ ...readSide, log, door, keeper, dataDir, screens: () => hub.screens })
  const routers = [
    ...observing.routers,
    ...readSide.routers,
    cityBundleRoutes({ ...city, baseMap }),
    eventsPostRoute({ door, feedOwnsClock: () => feed.ownsClock }),
    feedRoute(feed),
    ...acts.routers,
    ...access.routers,
    openapiRoute(names.version),
  ]
  const server = serverOf({ ...config, routers, access, logger })
  const hub = readSide.attach(server, { ...names, gate: access.sockets, clockSuspect: () => door.clockSuspect })
  serveUnder(server, config.basePath)
  const http = await startHttp(server, config)
  cityClock.onSecond(afterCommits({ log, fold, onMoved: () => readSide.poke() }))
  const onFailure = (reason: unknown) => logger.error({ reason: String(reason) }, 'the feed could not begin')
  const caughtUp = feed.play({ door, cityClock, lastLogged, city }).then(() => observing.setReady(true), onFailure)
  void caughtUp.then(() => readSide.begin())
  return {
    url: http.url + config.basePath,
    firstLink: access.firstLink(),
    stop: () => stopAll({ observing, feed, cityClock, acts, log, keeper, readSide, http, access }),
  }
}
