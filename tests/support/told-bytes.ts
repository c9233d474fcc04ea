import { createCaseBook } from '../../server/aggregate/city-case-book.ts'
import type { Figures } from '../../server/aggregate/figures.ts'
import type { CityTree } from '../../server/city/city-tree.ts'
import { createScopeViews } from '../../server/delta/scope-views.ts'
import type { Fold } from '../../server/fold/fold.ts'
import { createMemoryEventLog } from '../../server/log/memory-event-log.ts'
import { createMetrics } from '../../server/observe/metrics.ts'
import { NoticeBoard } from '../../server/outbox/notice-board.ts'
import { createCaseFiles } from '../../server/publish/case-files.ts'
import { UseBook } from '../../server/publish/use-book.ts'
import { ThresholdBook } from '../../server/publish/threshold-book.ts'
import { createPublisher } from '../../server/publish/publisher.ts'
import { alarmsListRoute } from '../../server/routes/alarms-list.ts'
import { cityRoutes } from '../../server/routes/city.ts'
import { comparisonRoute } from '../../server/routes/comparison.ts'
import { eventsListRoute } from '../../server/routes/events-list.ts'
import { Explainer } from '../../server/routes/explain.ts'
import { measuresRoute } from '../../server/routes/measures.ts'
import { metricsRoute } from '../../server/routes/metrics.ts'
import { seriesRoute } from '../../server/routes/series.ts'
import { situationRoute } from '../../server/routes/situation.ts'
import { sourcesRoute } from '../../server/routes/sources.ts'
import { stateHashRoute } from '../../server/routes/state-hash.ts'
import { stateRoute } from '../../server/routes/state.ts'
import { encodeFrame } from '../../server/stream/encode-frame.ts'
import { createHub } from '../../server/stream/hub.ts'
import type { ScreenListener, ScreenPort } from '../../server/stream/stream-port.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { PROTOCOL_VERSION } from '../../shared/protocol/messages.ts'
import { CALENDAR, RULES, entryOf } from './fold-run.ts'
import { manualClock } from './manual-clock.ts'
import { seededRandom } from './random.ts'
import { manifestOf } from './read-server.ts'
import { serveRouters } from './serve-router.ts'
import { SMALL_ALARMS } from './small-alarms.ts'
import { SMALL_CATALOGUE } from './small-catalogue.ts'

/** A city with its exact state. */
export interface ExactCity {
  readonly fold: Fold
  readonly figures: Figures
  readonly tree: CityTree
}
/** What is written when the clock has reached a second. */
export interface Written {
  readonly at: number
  readonly events: readonly StoredEvent[]
}

const SERIES = ['p.events.day', 'x.events.month', 'events.h24'].map((key) => `series?key=${key}`)
const ANSWERS = ['state?depth=6', 'state/hash?depth=6', 'events', 'city', 'sources', 'alarms', 'situation', 'measures']
const PATHS = [...ANSWERS, ...SERIES].map((path) => `/api/v1/${path}`)

/** Every frame, beat and answer that a city gives to someone who subscribes to all and asks for all after each writing. */
export async function tellEverything({ fold, figures, tree }: ExactCity, story: readonly Written[]): Promise<readonly string[]> {
  const clock = manualClock(seededRandom(1))
  const publisher = createPublisher({ figures, tree, clock, mode: 'live', epoch: 'e' })
  const { published } = publisher
  const views = createScopeViews(published, tree)
  const said: string[] = []
  let join: ((screen: ScreenPort) => ScreenListener) | undefined
  const hub = createHub({
    published,
    tree,
    clock,
    ...views,
    encode: encodeFrame,
    version: '1',
    build: 'b',
    clockSuspect: () => false,
    port: {
      onScreen: (listener) => (join = listener),
      broadcast: (_ids, bytes) => void said.push(`frame ${clock.now()} ${Buffer.from(bytes).toString('hex')}`),
      beat: (message) => void said.push(`beat ${clock.now()} ${JSON.stringify(message)}`),
      close: () => undefined,
    },
  })
  publisher.onPublication(() => hub.publish())
  const send = (name: string, message: unknown) => void said.push(`${name} ${JSON.stringify(message)}`)
  const screen = join?.({ id: 's', send, backlog: () => 0, close: () => undefined })
  const scope = { node: tree.code(0), depth: 4, events: true }
  screen?.heard('subscribe', { protocol: PROTOCOL_VERSION, sub: 1, scope })
  const files = createCaseFiles(createCaseBook(fold, CALENDAR), createMemoryEventLog())
  const words = { manifest: manifestOf(tree), catalogue: SMALL_CATALOGUE, rules: RULES, alarms: SMALL_ALARMS }
  const parts = {
    published,
    tree,
    views,
    ...words,
    thresholds: new ThresholdBook(SMALL_ALARMS, createMemoryEventLog()),
    uses: new UseBook(words, createMemoryEventLog()),
    board: new NoticeBoard([]),
    calendar: CALENDAR,
    pack: { hash: '', files: [], acts: [] },
  }
  const explainer = new Explainer({ ...parts, cases: files, boundaries: 'b' })
  const metrics = createMetrics(() => ({
    log: { writable: true, commits: 0 },
    doors: { accepted: 0, duplicate: 0, rejected: 0 },
    refused: new Map(),
    clockSuspect: false,
    published,
    screens: 1,
    snapshot: { bytes: 0 },
    freeDisk: { bytes: 0, share: 1 },
    loopLag: { p50: 0, p99: 0, max: 0 },
  }))
  const served = await serveRouters(
    stateHashRoute(parts),
    stateRoute(parts, clock),
    eventsListRoute(parts),
    seriesRoute(parts),
    comparisonRoute(parts),
    cityRoutes(parts),
    sourcesRoute({ ...parts, refusals: { of: () => [] } }),
    alarmsListRoute(parts),
    situationRoute(parts),
    measuresRoute(parts),
    metricsRoute(metrics),
  )
  const read = async (path: string) => {
    const answer = await fetch(served.url + path)
    const text = (await answer.text()).replaceAll(/^gridwall_(resident|heap|uptime)\S* .*$/gm, '')
    said.push(`${path} ${answer.status} ${text}`)
  }
  for (const { at, events } of story) {
    for (const event of events) fold.apply(entryOf(event, fold.logSeq + 1, at))
    fold.advance(at)
    publisher.poke()
    clock.advance(1000)
    screen?.heard('applied', { sub: 1, seq: Number.MAX_SAFE_INTEGER })
    for (const path of PATHS) await read(path)
    await read('/metrics')
    for (let node = 0; node < published.size; node++)
      for (const key of published.keysAt(tree.level(node)))
        if (published.keys[key]?.cls !== 'T') said.push(JSON.stringify(explainer.explain(node, published.keys[key]?.key ?? '')))
  }
  publisher.stop()
  hub.stop()
  await served.close()
  return said
}
