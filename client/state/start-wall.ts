import { createStore } from 'zustand/vanilla'
import { LOST_AFTER_MS } from '../connection/connection-state.ts'
import type { LinkReport, PageSight } from '../connection/connection.ts'
import type { OpenSocket, PageClock } from '../connection/socket-port.ts'
import type { FrameMeter } from '../observe/frame-meter.ts'
import { NO_COMPASS, type AreaCompass } from './area-compass.ts'
import type { CityCalls } from './city-calls.ts'
import { mapAlarms } from './map-alarms.ts'
import { NO_COVER, type MapFeed, type StageCover, type StageInsets, type WallChange } from './map-feed.ts'
import type { ViewStore } from './view-store.ts'
import type { LinkFacts } from './wall-state.ts'
import type { CityFacts } from './city-facts.ts'
import type { ScopeSight } from './scopes.ts'
import { WallSession, type MappedArea } from './wall-session.ts'
import type { WallStore } from './wall-store.ts'

export interface StartParts {
  readonly openSocket: OpenSocket
  readonly clock: PageClock
  readonly sight: PageSight
  readonly calls: CityCalls
  readonly reload: () => void
  /** Nobody is signed in on this page any more. */
  readonly onSignIn: () => void
  readonly wall: WallStore
  readonly view: ViewStore
  readonly meter: FrameMeter
  readonly scopeSight: ScopeSight
  /** What the map draws: the city, nothing on a page without a map, or for good the area of one code. */
  readonly map: 'city' | 'none' | { readonly node: string }
}

const RETRY_MS = 2_000

/** The link before the first word: connecting, and lost once that takes too long. SC5 */
const unheard = (ageMs: number): LinkFacts => ({
  state: ageMs < LOST_AFTER_MS ? 'connecting' : 'lost',
  mode: 'live',
  ageMs,
  clock: 0,
  polling: false,
  clockSuspect: false,
  news: '',
})

/** Where the map's area stands in the city; says on the screen that there is none of its code. */
async function mappedArea({ map, calls, view }: StartParts, city: CityFacts): Promise<MappedArea | undefined | 'unknown'> {
  if (map === 'none') return undefined
  if (map === 'city' || map.node === '' || map.node === city.code) return city.area ?? { node: city.code, level: 0 }
  const standing = await calls.standing(map.node).catch(() => undefined)
  view.setState({ unknown: standing === undefined ? map.node : '' })
  return standing === undefined ? 'unknown' : { node: map.node, level: standing.path.length - 1 }
}

/** Asks for the city until it answers, then opens the line; the feed stands from the first moment. SC2 */
export function startWall(parts: StartParts): MapFeed & Pick<WallSession, 'report'> {
  const { wall, view, calls, clock } = parts
  const listeners = new Set<(change: WallChange) => void>()
  const began = clock.now()
  let session: WallSession | undefined
  const onWall = (change: WallChange, { wallOffsetMs }: LinkReport) => {
    const before = clock.now()
    for (const listener of listeners) listener(change)
    const committedAt = change.committedWall === undefined ? NaN : change.committedWall - wallOffsetMs
    parts.meter.applied({ seq: change.seq, committedAt, applyMs: clock.now() - before })
  }
  const open = async () => {
    const city = await calls.city().catch(() => undefined)
    if (city === undefined || session !== undefined) return
    wall.setState({ city })
    const mapped = await mappedArea(parts, city)
    if (mapped === 'unknown' || session !== undefined) return
    session = new WallSession({ ...parts, city, mapped, onWall, onNewer: parts.reload })
    stop()
  }
  const stop = clock.every(RETRY_MS, () => void open())
  void open()
  clock.every(1_000, () => {
    if (session !== undefined) session.tick()
    else wall.setState({ link: unheard(clock.now() - began) })
  })
  return {
    wall: () => wall.getState().wall,
    focus: () => wall.getState().focus,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    events: () => session?.events ?? [],
    link: () => wall.getState().link,
    alarms: () => mapAlarms(wall.getState().alarms),
    city: () => wall.getState().city,
    report: (report) => session?.report(report),
    view,
    insets: createStore<StageInsets>()(() => ({ left: 0, top: 0, right: 0, bottom: 0, card: 0 })),
    news: createStore<StageCover>()(() => NO_COVER),
    compass: createStore<AreaCompass>()(() => NO_COMPASS),
    select: view.act.select,
    hover: view.act.hover,
  }
}
