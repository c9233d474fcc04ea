import { createMemoryEventLog } from '../../server/log/memory-event-log.ts'
import { UseBook } from '../../server/publish/use-book.ts'
import { ThresholdBook } from '../../server/publish/threshold-book.ts'
import { createCalendar } from '../../shared/domain/calendar.ts'
import express from 'express'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NoticeBoard } from '../../server/outbox/notice-board.ts'
import type { Hub } from '../../server/stream/hub.ts'
import type { CityTree } from '../../server/city/city-tree.ts'
import { systemClock } from '../../server/runtime/clock.ts'
import { startReadSide, type ReadSide } from '../../server/runtime/start-read-side.ts'
import type { CityManifest } from '../../shared/domain/city.ts'
import { NO_ALARM_RULES } from '../../shared/domain/alarm-rules.ts'
import { keysOf } from '../../shared/figures/keys.ts'
import { RULES } from './fold-run.ts'
import { setFigures, type SetFigures } from './set-figures.ts'
import { SMALL_CATALOGUE } from './small-catalogue.ts'

const words = { zh: '市', en: 'City' }

/** A manifest over the levels of a tree. */
export const manifestOf = (tree: CityTree): CityManifest => ({
  id: 'test',
  code: tree.code(0),
  name: words,
  timezone: 'Asia/Shanghai',
  shiftStartHour: 8,
  periodStartDay: 1,
  crs: 'WGS84',
  levels: [...tree.levels],
  nodes: 'nodes.csv',
  catalogue: 'catalogue.json',
  rules: 'rules.json',
  notice: { boundaries: words, approval: words, sources: words },
})

/** The reading half of the server on loopback, over figures a test sets. */
export interface ReadServer {
  readonly url: string
  readonly http: Server
  readonly tree: CityTree
  readonly figures: SetFigures
  readonly read: ReadSide
  readonly hub: Hub
  keyOf(key: string): number
  /** Status and parsed body of a GET. */
  get(path: string): Promise<{ readonly status: number; readonly body: Record<string, unknown> }>
  close(): Promise<void>
}

export async function startReadServer(tree: CityTree, figures = setFigures(keysOf(SMALL_CATALOGUE))): Promise<ReadServer> {
  const manifest = manifestOf(tree)
  const calendar = createCalendar(manifest)
  const parts = {
    keepDays: 400,
    figures,
    tree,
    manifest,
    catalogue: SMALL_CATALOGUE,
    rules: RULES,
    alarms: NO_ALARM_RULES,
    clock: systemClock,
    mode: 'live' as const,
    calendar,
    board: new NoticeBoard([]),
    thresholds: new ThresholdBook(NO_ALARM_RULES, createMemoryEventLog()),
    uses: new UseBook({ catalogue: SMALL_CATALOGUE, alarms: NO_ALARM_RULES, rules: RULES }, createMemoryEventLog()),
    refusals: { of: () => [] },
    pack: { hash: '', files: [], acts: [] },
  }
  const read = startReadSide(parts)
  read.begin()
  const app = express()
  for (const router of read.routers) app.use(router)
  const http = createServer(app)
  const hub = read.attach(http, { version: '1', build: 'b', clockSuspect: () => false })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  return {
    url,
    http,
    tree,
    figures,
    read,
    hub,
    keyOf: (key) => figures.keys.findIndex((def) => def.key === key),
    async get(path) {
      const response = await fetch(url + path)
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
    async close() {
      read.stop()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}
