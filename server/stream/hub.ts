import { scopeId } from '../../shared/delta/delta.ts'
import { PROTOCOL_VERSION, type DownMessages, type ScopeSpec, type ScreenReport } from '../../shared/protocol/messages.ts'
import type { CityTree } from '../city/city-tree.ts'
import type { Rewind } from '../delta/rewind.ts'
import type { Published } from '../publish/published.ts'
import type { Clock } from '../runtime/clock.ts'
import { ScopeFeed, type EncodeFrame, type FrameSource } from './scope-feed.ts'
import { CREDIT, applied, fed, nextFeeding, type Subscriber } from './subscriber.ts'
import type { ScreenListener, ScreenPort, StreamPort } from './stream-port.ts'
import { UP_CHECKS, type AppliedMessage, type SubscribeMessage } from './up-message.ts'

const BEAT_EVERY_MS = 1000
const MOST_SUBSCRIPTIONS = 4
/** A screen for which this many messages wait behind the one being written gets no frame until they are gone. ST6 */
const MOST_BACKLOG = 1

export interface HubOptions {
  readonly published: Published
  readonly tree: CityTree
  readonly clock: Clock
  readonly port: StreamPort
  readonly encode: EncodeFrame
  readonly version: string
  readonly build: string
  /** Whether sources that agree with each other lie ahead of the server's clock. EV5 */
  readonly clockSuspect: () => boolean
  /** Undefined where the scope is larger than a screen may hold. */
  readonly viewOf: (scope: ScopeSpec) => FrameSource | undefined
  readonly rewind: (base: number) => Rewind | undefined
}

export interface Hub {
  /** A publication has happened: feeds every screen that has credit. */
  publish(): void
  /** There is news that is no figure: says so with a beat at once. ST11 */
  tell(): void
  readonly screens: number
  /** Says `shutdown` to every screen and stops the beat. */
  stop(): void
}

interface Entry {
  readonly screen: ScreenPort
  readonly feed: ScopeFeed
  readonly scope: string
  subscriber: Subscriber
}

type Refusal = Parameters<DownMessages['refused']>[0]['reason']

/** Feeds screens: one frame a scope and base for all who hold it, credit for each. ST4 ST6 */
export function createHub(options: HubOptions): Hub {
  const hub = new ScreenHub(options)
  options.port.onScreen((screen) => hub.join(screen))
  const stopBeat = options.clock.every(BEAT_EVERY_MS, () => hub.beat())
  return {
    publish: () => hub.feedAll(),
    tell: () => hub.tell(),
    get screens() {
      return hub.screens.size
    },
    stop() {
      stopBeat()
      for (const screen of hub.screens.keys()) screen.send('closing', { reason: 'shutdown' })
      options.port.close()
    },
  }
}

class ScreenHub {
  /** Each screen's subscriptions by their numbers. */
  readonly screens = new Map<ScreenPort, Map<number, Entry>>()
  readonly #options: HubOptions
  readonly #feeds = new Map<string, { readonly feed: ScopeFeed; users: number }>()
  #news = 0

  constructor(options: HubOptions) {
    this.#options = options
  }

  join(screen: ScreenPort): ScreenListener {
    if (screen.pass?.holds() === false) {
      sendAway(screen)
      return { heard: () => undefined, gone: () => undefined }
    }
    const entries = new Map<number, Entry>()
    this.screens.set(screen, entries)
    const { version, build, clock, published } = this.#options
    screen.send('welcome', { protocol: PROTOCOL_VERSION, version, build, mode: published.mode, wall: clock.now() })
    screen.send('beat', this.#beatMessage())
    return {
      heard: (name, message) => {
        if (!UP_CHECKS[name].Check(message)) return screen.send('refused', { sub: subOf(message), reason: 'bad-message' })
        if (screen.pass?.may(name, message) === false) return screen.send('refused', { sub: subOf(message), reason: 'forbidden' })
        if (name === 'subscribe') this.#subscribe(screen, entries, message as SubscribeMessage)
        else if (name === 'unsubscribe') this.#leave(entries, (message as { readonly sub: number }).sub)
        else if (name === 'report') screen.pass?.reported(message as ScreenReport)
        else this.#applied(entries, message as AppliedMessage)
      },
      gone: () => {
        for (const sub of entries.keys()) this.#leave(entries, sub)
        this.screens.delete(screen)
        screen.pass?.gone()
      },
    }
  }

  #beatMessage() {
    const { published, clock, clockSuspect } = this.#options
    const { epoch, seq, logSeq, asOf, mode } = published
    return { epoch, seq, logSeq, clock: asOf, wall: clock.now(), mode, clockSuspect: clockSuspect(), news: this.#news }
  }

  tell(): void {
    this.#news++
    this.beat()
  }

  beat(): void {
    for (const screen of this.screens.keys()) if (screen.pass?.holds() === false) sendAway(screen)
    this.feedAll()
    this.#options.port.beat(this.#beatMessage())
  }

  #refusalOf(entries: ReadonlyMap<number, Entry>, message: SubscribeMessage): Refusal | undefined {
    if (message.protocol !== PROTOCOL_VERSION) return 'protocol'
    const node = this.#options.tree.indexOf(message.scope.node)
    if (node < 0 || node >= this.#options.published.size) return 'unknown-node'
    return entries.size >= MOST_SUBSCRIPTIONS && !entries.has(message.sub) ? 'too-many' : undefined
  }

  #subscribe(screen: ScreenPort, entries: Map<number, Entry>, message: SubscribeMessage): void {
    const { sub, scope, held } = message
    const refusal = this.#refusalOf(entries, message)
    const feed = refusal === undefined ? this.#feedOf(scope) : undefined
    if (feed === undefined) return screen.send('refused', { sub, reason: refusal ?? 'too-deep' })
    const waiting = entries.get(sub)?.subscriber.waiting ?? []
    this.#leave(entries, sub)
    const { epoch, seq } = this.#options.published
    const holds = held !== undefined && held.epoch === epoch && held.seq <= seq
    const subscriber: Subscriber = holds ? { state: 'resumed', seq: held.seq, waiting } : { state: 'empty', waiting }
    const entry = { screen, feed, scope: scopeId(scope), subscriber }
    entries.set(sub, entry)
    this.#feed([entry])
  }

  /** A feed lives as long as somebody uses it. */
  #feedOf(scope: ScopeSpec): ScopeFeed | undefined {
    const id = scopeId(scope)
    const known = this.#feeds.get(id)
    if (known) {
      known.users += 1
      return known.feed
    }
    const view = this.#options.viewOf(scope)
    if (view === undefined) return undefined
    const feed = new ScopeFeed(view, this.#options.encode)
    this.#feeds.set(id, { feed, users: 1 })
    return feed
  }

  #leave(entries: Map<number, Entry>, sub: number): void {
    const entry = entries.get(sub)
    if (entry === undefined) return
    entries.delete(sub)
    const used = this.#feeds.get(entry.scope)
    if (used === undefined) return
    used.users -= 1
    if (used.users === 0) this.#feeds.delete(entry.scope)
  }

  #applied(entries: ReadonlyMap<number, Entry>, { sub, seq }: AppliedMessage): void {
    const entry = entries.get(sub)
    if (entry === undefined) return
    const hadNoCredit = entry.subscriber.waiting.length >= CREDIT
    entry.subscriber = applied(entry.subscriber, seq)
    if (hadNoCredit) this.#feed([entry])
  }

  feedAll(): void {
    const all: Entry[] = []
    for (const entries of this.screens.values()) for (const entry of entries.values()) all.push(entry)
    this.#feed(all)
  }

  /** Groups the screens that hold the same base of the same scope and writes to each group once; nobody before the first publication. ST12 */
  #feed(entries: readonly Entry[]): void {
    const { seq, recent } = this.#options.published
    if (seq === 0) return
    const newest = { seq, oldestBase: seq - recent.length }
    const groups = new Map<ScopeFeed, Map<number, Entry[]>>()
    for (const entry of entries) {
      const feeding = nextFeeding(entry.subscriber, newest)
      if (feeding.kind === 'hold' || entry.screen.backlog() >= MOST_BACKLOG) continue
      const base = feeding.kind === 'snapshot' ? -1 : feeding.base
      const bases = groups.get(entry.feed) ?? new Map<number, Entry[]>()
      if (bases.size === 0) groups.set(entry.feed, bases)
      const group = bases.get(base)
      if (group) group.push(entry)
      else bases.set(base, [entry])
    }
    for (const [feed, bases] of groups)
      for (const [base, group] of bases) {
        this.#options.port.broadcast(
          group.map((entry) => entry.screen.id),
          feed.frame(newest.seq, base < 0 ? undefined : this.#options.rewind(base)),
        )
        for (const entry of group) entry.subscriber = fed(entry.subscriber, newest.seq)
      }
  }
}

/** Nobody is signed in on it, or no longer. AC5 */
function sendAway(screen: ScreenPort): void {
  screen.send('closing', { reason: 'sign-in' })
  screen.close()
}

function subOf(message: unknown): number {
  const { sub } = (message ?? {}) as { readonly sub?: unknown }
  return typeof sub === 'number' && Number.isSafeInteger(sub) && sub >= 0 ? sub : 0
}
