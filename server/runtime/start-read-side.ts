import type { UseBook } from '../publish/use-book.ts'
import type { ThresholdBook } from '../publish/threshold-book.ts'
import { randomBytes } from 'node:crypto'
import type { Router } from 'express'
import type { Server as HttpServer } from 'node:http'
import type { AlarmRules } from '../../shared/domain/alarm-rules.ts'
import type { CityCalendar } from '../../shared/domain/calendar.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { CityManifest } from '../../shared/domain/city.ts'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import type { Mode } from '../../shared/protocol/messages.ts'
import type { Figures } from '../aggregate/figures.ts'
import type { BaseMap } from '../city/base-map.ts'
import type { CityTree } from '../city/city-tree.ts'
import { createScopeViews } from '../delta/scope-views.ts'
import type { SourceRefusals } from '../ingest/source-refusals.ts'
import type { NoticeBoard } from '../outbox/notice-board.ts'
import type { Published } from '../publish/published.ts'
import { createPublisher } from '../publish/publisher.ts'
import { alarmsListRoute } from '../routes/alarms-list.ts'
import { cityRoutes } from '../routes/city.ts'
import { comparisonRoute } from '../routes/comparison.ts'
import { eventsListRoute } from '../routes/events-list.ts'
import type { ReadParts } from '../routes/read-parts.ts'
import { seriesRoute } from '../routes/series.ts'
import { answerSheetRoutes } from '../routes/answer-sheet.ts'
import { methodRoute } from '../routes/method-page.ts'
import { privacyLedger, privacyLedgerRoute } from '../routes/privacy-ledger.ts'
import { engineHash, lastAdversaryRun } from '../publish/adversary-run.ts'
import { DETAIL_DAYS } from './forget-detail.ts'
import { measuresRoute } from '../routes/measures.ts'
import { situationRoute } from '../routes/situation.ts'
import { sourcesRoute } from '../routes/sources.ts'
import { stateHashRoute } from '../routes/state-hash.ts'
import { stateRoute } from '../routes/state.ts'
import { createStream, type StreamOptions } from '../stream/create-stream.ts'
import type { Hub } from '../stream/hub.ts'
import type { Clock } from './clock.ts'
import type { PackLife } from './pack-acts.ts'

export interface ReadSideOptions {
  /** Folded up to the log's end. */
  readonly figures: Figures
  readonly tree: CityTree
  readonly manifest: CityManifest
  readonly catalogue: Catalogue
  readonly rules: RuleBook
  readonly baseMap?: BaseMap | undefined
  readonly alarms: AlarmRules
  readonly thresholds: ThresholdBook
  readonly uses: UseBook
  readonly clock: Clock
  readonly mode: Mode
  readonly calendar: CityCalendar
  /** What leads alarms out of the room. */
  readonly board: NoticeBoard
  /** Days for which the log keeps its detail. */
  readonly keepDays: number
  /** What sources were refused for. */
  readonly refusals: Pick<SourceRefusals, 'of'>
  /** What the city's pack is made of and when that changed. */
  readonly pack: PackLife
}

/** What the stream says to every screen beside the published state. */
export type Said = Pick<StreamOptions, 'version' | 'build' | 'clockSuspect' | 'gate'>

/** Publish, delta and stream in one: everything that leaves the server goes through here. */
export interface ReadSide {
  readonly published: Published
  /** What further routes read. */
  readonly parts: ReadParts
  readonly routers: readonly Router[]
  /** Publishes for the first time, and from here on with each poke: a day being caught up is published once, at its end. */
  begin(): void
  /** After anything was folded or the clock moved; with the wall time of a commit of T events, epoch ms. */
  poke(committedWall?: number): void
  /** Something that is no figure has changed, a desk's act: every screen hears that there is news, at once. ST11 */
  tell(): void
  /** Attaches the sockets; call before listening. */
  attach(http: HttpServer, said: Said): Hub
  stop(): void
}

/** Builds the reading half of the server over full state. PB1 */
export function startReadSide(options: ReadSideOptions): ReadSide {
  const {
    figures,
    tree,
    manifest,
    catalogue,
    rules,
    baseMap,
    alarms,
    thresholds,
    uses,
    clock,
    mode,
    calendar,
    board,
    refusals,
    pack,
  } = options
  const epoch = randomBytes(6).toString('hex')
  const publisher = createPublisher({ figures, tree, clock, mode, epoch })
  const { published } = publisher
  const views = createScopeViews(published, tree)
  const parts = { published, tree, views }
  const adversary = { run: lastAdversaryRun(), engine: engineHash() }
  const ledger = privacyLedger({ ...parts, catalogue, refusals, adversary, detailDays: DETAIL_DAYS })
  let hub: Hub | undefined
  let begun = false
  publisher.onPublication(() => hub?.publish())
  return {
    published,
    parts,
    routers: [
      stateHashRoute(parts),
      stateRoute(parts, clock),
      eventsListRoute(parts),
      seriesRoute(parts),
      comparisonRoute({ ...parts, calendar, manifest, pack }),
      cityRoutes({ ...parts, manifest, catalogue, rules, baseMap, pack }),
      sourcesRoute({ published, catalogue, rules, calendar, refusals, alarms, uses }),
      alarmsListRoute({ ...parts, alarms, thresholds, catalogue, board }),
      situationRoute({ ...parts, alarms, catalogue }),
      measuresRoute(parts),
      privacyLedgerRoute(ledger),
      methodRoute(ledger),
      answerSheetRoutes({ ...parts, keepDays: options.keepDays, detailDays: DETAIL_DAYS }),
    ],
    begin() {
      begun = true
      publisher.poke()
    },
    poke(committedWall) {
      if (begun) publisher.poke(committedWall)
    },
    tell() {
      hub?.tell()
    },
    attach(http, said) {
      hub = createStream({ http, published, tree, clock, ...said, ...views })
      return hub
    },
    stop() {
      publisher.stop()
      hub?.stop()
    },
  }
}
