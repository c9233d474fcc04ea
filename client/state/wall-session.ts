import { Connection, type LinkReport, type PageSight } from '../connection/connection.ts'
import type { OpenSocket, PageClock } from '../connection/socket-port.ts'
import type { FrameEvent, ScopeSpec, ScreenReport } from '../../shared/protocol/messages.ts'
import type { CityFacts } from './city-facts.ts'
import type { WallChange } from './map-feed.ts'
import { same } from './same.ts'
import { ScopeReplica } from './scope-replica.ts'
import { VISITOR_SIGHT, focusScope, wallScope, type ScopeSight } from './scopes.ts'
import type { ViewStore } from './view-store.ts'
import type { WallStore } from './wall-store.ts'

const EVENTS_LISTED = 200
const EVENTS_DRAWN = 50_000

/** An area of the city and its level. */
export interface MappedArea {
  readonly node: string
  readonly level: number
}

/** What the session needs of the world. */
export interface SessionParts {
  readonly openSocket: OpenSocket
  readonly clock: PageClock
  readonly sight: PageSight
  readonly wall: WallStore
  readonly view: ViewStore
  readonly city: CityFacts
  /** Top of the map's scope; without it one node alone is followed. */
  readonly mapped: MappedArea | undefined
  readonly scopeSight: ScopeSight
  /** Told of each frame applied to the wall scope. */
  readonly onWall: (change: WallChange, link: LinkReport) => void
  /** Nobody is signed in on this page any more. */
  readonly onSignIn: () => void
  /** A newer server: the page should load again. */
  readonly onNewer: () => void
}

interface Followed {
  readonly replica: ScopeReplica
  stop(): void
}

/** The list of events, newest first, after a frame's. */
function listed({ whole, events }: Pick<WallChange, 'whole' | 'events'>, before: readonly FrameEvent[]): readonly FrameEvent[] {
  if (events.length === 0 && !whole) return before
  return [...[...events].reverse(), ...(whole ? [] : before)].slice(0, EVENTS_LISTED)
}

/** Holds the two scopes of a desk: the whole city for the map, the selected node for the panels. SC2 */
export class WallSession {
  readonly #parts: SessionParts
  readonly #connection: Connection
  #whole: Followed | undefined
  #drawn: FrameEvent[] = []
  #focus: Followed | undefined
  /** Asked for and not yet filled: the old focus stays on the screen until its successor is whole. */
  #coming: Followed | undefined

  constructor(parts: SessionParts) {
    const { view, openSocket, clock, sight, onSignIn } = parts
    this.#parts = parts
    this.#connection = new Connection({ open: openSocket, clock, sight, onSignIn, onLink: (link) => this.#linked(link) })
    this.#followWhole()
    view.subscribe(({ node, frozenSeq, visitors }, before) => {
      if (visitors !== before.visitors) this.#followWhole()
      this.#turnTo(node === '' ? this.#top.node : node)
      if (frozenSeq === undefined && before.frozenSeq !== undefined) this.#connection.askAgain()
    })
    if (view.getState().node === '') view.act.select(this.#top.node)
    else this.#turnTo(view.getState().node)
  }

  /** The widest area of this page. */
  get #top(): MappedArea {
    const { city } = this.#parts
    return city.area ?? { node: city.code, level: 0 }
  }

  /** Newest events of the wall scope, oldest first. */
  get events(): readonly FrameEvent[] {
    return this.#drawn
  }

  /** To be called each second: carries the clock forward and shows silence as it grows. */
  tick(): void {
    this.#linked(this.#connection.link())
  }

  /** Says how this screen is, where there is a line. DV4 */
  report(report: ScreenReport): void {
    this.#connection.report(report)
  }

  get serverVersion(): string {
    return this.#connection.link().serverVersion
  }

  #linked(link: LinkReport): void {
    const { state, mode, ageMs, clock, polling, clockSuspect, news } = link
    const { wall } = this.#parts
    const told = { state, mode, ageMs, clock: Math.floor(clock), polling, clockSuspect, news }
    // While all is well the age of the last word is nobody's news.
    if (state !== 'live' || !same({ ...told, ageMs: 0 }, { ...wall.getState().link, ageMs: 0 })) wall.setState({ link: told })
    if (link.reload) this.#parts.onNewer()
  }

  #follow(scope: ScopeSpec, taken: (change: WallChange) => void): Followed {
    const replica = new ScopeReplica(scope)
    const stop = this.#connection.follow({
      scope,
      held: () => replica.held,
      take: (frame) => {
        // Frames pass while the screen stands still; once live again all is asked for from what is held. BR2
        const { frozenSeq } = this.#parts.view.getState()
        if (frozenSeq !== undefined && replica.seq >= frozenSeq) return 'old'
        const answer = replica.take(frame)
        if (answer.state === 'applied') taken(answer.change)
        return answer.state
      },
      refused: (reason) => {
        const { view } = this.#parts
        const lost = reason === 'unknown-node' || reason === 'forbidden'
        if (lost && scope.node !== this.#top.node) view.act.missed(scope.node, this.#top.node)
      },
    })
    return { replica, stop }
  }

  /** Before visitors nothing that concerns persons is followed; what was held of it goes with the next snapshot. SC-F2 */
  get #scopeSight(): ScopeSight {
    return this.#parts.view.getState().visitors ? VISITOR_SIGHT : this.#parts.scopeSight
  }

  #followWhole(): void {
    const { mapped, city } = this.#parts
    if (!mapped) return
    this.#whole?.stop()
    const scope = wallScope(mapped, city.levels, this.#scopeSight)
    const whole: Followed = this.#follow(scope, (change) => this.#takeWhole(whole, change))
    this.#whole = whole
  }

  #takeWhole({ replica }: Followed, change: WallChange): void {
    if (change.whole) this.#drawn = [...change.events]
    else for (const event of change.events) this.#drawn.push(event)
    this.#drawn.splice(0, this.#drawn.length - EVENTS_DRAWN)
    const lists = this.#sharesEvents(this.#focus?.replica.scope.node)
    this.#parts.wall.setState(({ revision, events }) => ({
      wall: replica,
      revision: revision + 1,
      events: lists ? listed(change, events) : events,
    }))
    if (this.#focus === undefined) this.#turnTo(this.#parts.view.getState().node)
    this.#parts.onWall(change, this.#connection.link())
  }

  /** The awaited focus, once whole, takes the place of the one before. */
  #takeFocus(followed: Followed, change: WallChange): void {
    if (followed !== this.#focus) {
      this.#focus?.stop()
      this.#focus = followed
      this.#coming = undefined
    }
    const { whole } = change
    const shares = this.#sharesEvents(followed.replica.scope.node)
    const own = shares ? { whole, events: whole ? this.#drawn.slice(-EVENTS_LISTED) : [] } : change
    this.#parts.wall.setState(({ revision, events }) => ({
      focus: followed.replica,
      revision: revision + 1,
      events: listed(own, events),
    }))
  }

  /** A focus on all of the map's area lists the map's own events: they do not come twice. */
  #sharesEvents(node: string | undefined): boolean {
    return node !== undefined && node === this.#parts.mapped?.node && this.#scopeSight.events
  }

  /**
   * Follows a node. Its level is read from the wall's scope, so a node below the city waits for that; one deeper than
   * the wall goes by the server's answer, which refuses what it does not know.
   */
  #turnTo(code: string): void {
    const { city, wall } = this.#parts
    const whole = this.#sharesEvents(code)
    const scopeSight = whole ? { ...this.#scopeSight, events: false } : this.#scopeSight
    const held = (this.#coming ?? this.#focus)?.replica.scope
    if (held?.node === code && held.audience === scopeSight.audience) return
    const map = wall.getState().wall
    if (map === undefined && code !== this.#top.node) return
    const level = code === this.#top.node ? this.#top.level : (map?.nodes[map.rowOf(code)]?.level ?? city.levels.length - 2)
    this.#coming?.stop()
    const coming: Followed = this.#follow(focusScope({ node: code, level }, city.levels, scopeSight), (change) =>
      this.#takeFocus(coming, change),
    )
    this.#coming = coming
  }
}
