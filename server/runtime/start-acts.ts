import { randomInt } from 'node:crypto'
import type { Router } from 'express'
import type { CityCalendar } from '../../shared/domain/calendar.ts'
import type { Config } from '../config.ts'
import { createCaseBook } from '../aggregate/city-case-book.ts'
import type { City } from '../city/load-city.ts'
import type { Fold } from '../fold/fold.ts'
import { createActDoor, type ActDoor } from '../ingest/act-door.ts'
import type { EventLog } from '../log/event-log.ts'
import type { Logger } from '../observe/logger.ts'
import { AlarmNotices } from '../outbox/alarm-notices.ts'
import type { NoticeBoard } from '../outbox/notice-board.ts'
import { postSigned } from '../outbox/signed-post.ts'
import { noticeFacts } from '../routes/alarm-words.ts'
import { createOutbox } from '../outbox/outbox.ts'
import { createWebhookPort } from '../outbox/webhook-port.ts'
import { createCaseFiles } from '../publish/case-files.ts'
import { BriefingBook } from '../publish/briefing-book.ts'
import type { UseBook } from '../publish/use-book.ts'
import type { ThresholdBook } from '../publish/threshold-book.ts'
import { ShiftBook } from '../publish/shift-book.ts'
import { alarmsActRoute } from '../routes/alarms-act.ts'
import { briefingRoutes } from '../routes/briefing.ts'
import { BriefingRoom } from '../routes/briefing-room.ts'
import { caseActRoutes, type CaseActParts } from '../routes/case-acts.ts'
import { caseRoutes } from '../routes/cases.ts'
import { explainRoute } from '../routes/explain.ts'
import { confirmedRoutes } from '../routes/confirmed.ts'
import { exportRoutes } from '../routes/exports.ts'
import { dimensionUseRoutes } from '../routes/dimension-uses.ts'
import { thresholdRoutes } from '../routes/thresholds.ts'
import { shiftRoutes } from '../routes/shift.ts'
import { unitsRoute } from '../routes/units.ts'
import type { Clock } from './clock.ts'
import { forgetNotes } from './forget-notes.ts'
import type { ReadSide } from './start-read-side.ts'

export interface StartActsOptions {
  readonly fold: Fold
  readonly calendar: CityCalendar
  readonly city: City
  readonly log: EventLog
  readonly readSide: ReadSide
  readonly citySecond: () => number
  readonly clock: Clock
  readonly logger: Logger
  readonly board: NoticeBoard
  readonly thresholds: ThresholdBook
  readonly uses: UseBook
  /** Where the system of record takes acts; undefined where there is none. */
  readonly record: Config['record']
}

/** The routes of what a desk acts on, alarms and cases, and the outbox behind them. */
export interface StartedActs {
  readonly routers: readonly Router[]
  /** Where a remembered case lies. */
  readonly caseNode: (id: string) => number | undefined
  stop(): void
}

function outboxOf({ log, clock, logger, record }: StartActsOptions, acts: ActDoor): CaseActParts['record'] {
  if (record === undefined) return undefined
  const { url, secret } = record
  const onFailed = (reason: string, attempt: number) =>
    logger.warn({ reason, attempt }, 'the system of record did not take an act')
  const port = createWebhookPort({ url, secret, clock })
  const outbox = createOutbox({ log, acts, port, clock, random: Math.random, onFailed })
  return { outbox, secret, wallSecond: () => Math.floor(clock.now() / 1000) }
}

/** The way of escalated alarms out of the room; undefined where no channel is configured. */
function noticesOf({ log, clock, logger, board, city, readSide }: StartActsOptions, acts: ActDoor): AlarmNotices | undefined {
  if (board.channels.length === 0) return undefined
  const { published } = readSide
  const onFailed = (channel: string, reason: string, attempt: number) =>
    logger.warn({ channel, reason, attempt }, 'a channel did not take an alarm')
  return new AlarmNotices({
    log,
    acts,
    board,
    published,
    rules: city.alarms,
    clock,
    random: Math.random,
    facts: noticeFacts({ tree: city.tree, alarms: city.alarms, catalogue: city.catalogue, published }),
    post: ({ url, secret }, key, body) => postSigned({ url, secret, clock }, key, body),
    onFailed,
  })
}

/** The room of briefing screens with a code of its own for as long as this process lives. */
function roomOf({ clock, readSide }: StartActsOptions): BriefingRoom {
  return new BriefingRoom({
    code: String(randomInt(100_000, 1_000_000)),
    published: readSide.published,
    iso: (second) => new Date(second * 1000).toISOString(),
    now: () => clock.monotonic(),
    tell: () => readSide.tell(),
  })
}

const FORGET_EVERY_MS = 3_600_000

/** Forgets the words of old notes at the start and each hour. SH2 */
function forgettingOf({ log, citySecond, clock, logger }: StartActsOptions): () => void {
  const forget = () =>
    void forgetNotes(log, citySecond()).catch((reason: unknown) =>
      logger.error({ reason: String(reason) }, 'old notes could not be forgotten; trying again within the hour'),
    )
  forget()
  return clock.every(FORGET_EVERY_MS, forget)
}

/** Opens the door of acts and the outbox, and makes the routes of alarms acted on, cases, units and what stands behind a figure. */
export function startActs(options: StartActsOptions): StartedActs {
  const { fold, calendar, city, log, readSide, citySecond, board, thresholds, uses } = options
  const { published } = readSide
  const book = new ShiftBook(log)
  const briefings = new BriefingBook(log)
  const acts = createActDoor({
    log,
    fold,
    citySecond,
    onCommitted(act, receipt) {
      book.take(act, receipt)
      briefings.take(act, receipt)
      thresholds.take(act, receipt)
      uses.take(act, receipt)
      readSide.poke()
      readSide.tell()
    },
  })
  const stopForgetting = forgettingOf(options)
  const { tree, catalogue, alarms, workCalendar, manifest, rules, packHash } = city
  const cases = createCaseFiles(createCaseBook(fold, calendar), log)
  const record = outboxOf(options, acts)
  const notices = noticesOf(options, acts)
  const parts = { published, tree, catalogue, cases }
  return {
    routers: [
      alarmsActRoute({ ...readSide.parts, alarms, catalogue, acts, board, thresholds }),
      caseRoutes({ ...parts, caseLink: workCalendar?.caseLink, outbox: record?.outbox }),
      unitsRoute(parts),
      briefingRoutes({ ...readSide.parts, manifest, rules, acts, briefings, room: roomOf(options) }),
      confirmedRoutes({ ...readSide.parts, acts, briefings, posts: alarms.posts }),
      exportRoutes({ ...readSide.parts, cases, catalogue }),
      explainRoute({ ...readSide.parts, board, thresholds, manifest, catalogue, alarms, cases, rules, boundaries: packHash }),
      shiftRoutes({ ...readSide.parts, alarms, catalogue, cases, book, calendar, acts }),
      thresholdRoutes({ alarms, thresholds, published, acts, calendar, citySecond }),
      dimensionUseRoutes({ alarms, uses, acts }),
      caseActRoutes({ ...parts, posts: alarms.posts, record, clockSecond: () => published.asOf }),
    ],
    caseNode: (id) => cases.one(id)?.node,
    stop: () => {
      record?.outbox.stop()
      notices?.stop()
      stopForgetting()
    },
  }
}
