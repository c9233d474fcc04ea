import { tmpdir } from 'node:os'
import { createFigures } from '../../server/aggregate/city-figures.ts'
import { loadCity } from '../../server/city/load-city.ts'
import type { FeedStatus } from '../../server/feed/feed.ts'
import type { Mapping } from '../../server/feed/recorded/mapping.ts'
import { readRecording } from '../../server/feed/recorded/recording.ts'
import { RecordedFeed } from '../../server/feed/recorded/recorded-feed.ts'
import { createFold } from '../../server/fold/fold.ts'
import { Fingerprint } from '../../server/validate/fingerprint.ts'
import { SourceRefusals } from '../../server/ingest/source-refusals.ts'
import { createDoor } from '../../server/ingest/door.ts'
import type { EventLog } from '../../server/log/event-log.ts'
import { LoggedLines } from '../../server/log/logged-lines.ts'
import { createMemoryEventLog } from '../../server/log/memory-event-log.ts'
import { createPublisher } from '../../server/publish/publisher.ts'
import { recordAdditions } from '../../server/runtime/catalogue-acts.ts'
import { createCityClock, startSecondOf } from '../../server/runtime/city-clock.ts'
import { systemClock as clock } from '../../server/runtime/clock.ts'
import { createCalendar } from '../../shared/domain/calendar.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { keysOf } from '../../shared/figures/keys.ts'

export interface PlayOptions {
  readonly path: string
  readonly mapping: Mapping | undefined
  readonly log?: EventLog
  readonly speed?: number | 'max'
  /** After each move of the city's clock, when everything up to it has been folded. */
  readonly onMoved?: (stage: Awaited<ReturnType<typeof stageOf>>) => void
}

async function stageOf(feed: RecordedFeed, log: EventLog) {
  const pack = loadCity({ city: 'auto', cacheDir: tmpdir() })
  const start = startSecondOf('replay', { wall: 0, lastLogged: undefined, firstRecorded: feed.firstSecond })
  const catalogue = await recordAdditions(pack.catalogue, feed.additions, log, start)
  const manifest = { ...pack.manifest, timezone: feed.timezone ?? pack.manifest.timezone }
  const { tree, rules } = pack
  const calendar = createCalendar(manifest)
  const fold = createFold({ tree, catalogue, calendar, print: new Fingerprint(new Uint8Array(8)), eventAt: () => undefined })
  for (const entry of log.readFrom(1)) fold.apply(entry)
  const cityClock = createCityClock({ clock, mode: 'replay', startSecond: Math.max(start, fold.clock) })
  fold.advance(cityClock.second())
  const figures = createFigures({ fold, catalogue, keys: keysOf(catalogue), rules })
  const dayStart = (ms: number) => calendar.span('day', Math.floor(ms / 1000)).start * 1000
  const publisher = createPublisher({ figures, tree, clock, mode: 'replay', epoch: 'test' })
  const lines = new LoggedLines(log)
  const door = createDoor({
    log,
    lineAt: (seq) => lines.at(seq),
    fold,
    tree,
    catalogue,
    dated: [],
    localSystems: {},
    keepDays: 400,
    printKey: new Uint8Array(8),
    onCommitted: () => undefined,
    refusals: new SourceRefusals(log, fold),
    uses: { waiting: new Map() },
    time: { citySecond: () => cityClock.second(), present: () => cityClock.present(), dayStart },
  })
  return { fold, figures, publisher, door, cityClock, tree, city: { tree, manifest, catalogue }, log }
}

/** Plays a recorded file through door, log, fold and publish, on the city that grows; resolves when it is done. */
export async function playRecording({ path, mapping, log = createMemoryEventLog(), speed = 'max', onMoved }: PlayOptions) {
  const failures: unknown[] = []
  const recording = await readRecording(path, mapping)
  const feed = new RecordedFeed({
    name: 'test',
    recording,
    speed,
    keepDays: 400,
    clock,
    onFailure: (reason) => failures.push(reason),
  })
  const stage = await stageOf(feed, log)
  stage.cityClock.onSecond((second) => {
    stage.fold.advance(second)
    onMoved?.(stage)
  })
  await feed.play({ ...stage, lastLogged: undefined })
  await feed.played
  stage.publisher.flush()
  const status: FeedStatus = feed.status()
  const value = (key: string, code = 'AUTO'): number | undefined => {
    const at = stage.figures.keys.findIndex((def) => def.key === key)
    const node = stage.tree.indexOf(code)
    const { published } = stage.publisher
    const state = published.state(at, node)
    return state === 'suppressed' || state === 'none' ? undefined : published.value(at, node)
  }
  return { ...stage, status, failures, value, recording }
}

/** Every event the log holds. */
export function storedEvents(log: EventLog): readonly StoredEvent[] {
  const decoder = new TextDecoder()
  return [...log.readFrom(1)]
    .filter(({ kind }) => kind !== 'act')
    .flatMap(({ body }) => JSON.parse(`[${decoder.decode(body).split('\n').join(',')}]`) as StoredEvent[])
}
