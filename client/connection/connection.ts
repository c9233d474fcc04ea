import { openFrame, type OpenedFrame } from '../../shared/protocol/frame-codec.ts'
import {
  PROTOCOL_VERSION,
  type DownMessages,
  type Mode,
  type ScopeSpec,
  type ScreenReport,
} from '../../shared/protocol/messages.ts'
import { scopeId } from '../../shared/delta/delta.ts'
import { FIRST_STATE, LOST_AFTER_MS, linkOf, nextConnection, type ConnectionInput } from './connection-state.ts'
import { OwedAnswers } from './owed-answers.ts'
import { leastDelayed } from './least-delayed.ts'
import type { OpenSocket, PageClock, SocketPort } from './socket-port.ts'

/** One scope that a screen follows; it keeps what was received between connections. */
export interface Follower {
  readonly scope: ScopeSpec
  /** What is held, asked at each (re)subscription. */
  held(): { readonly epoch: string; readonly seq: number } | undefined
  /** Answers `gap` when the frame does not fit: the scope is then asked for anew. */
  take(frame: OpenedFrame): 'applied' | 'old' | 'gap'
  refused(reason: string): void
}

/** What the rest of the page may know of the link. */
export interface LinkReport {
  readonly state: 'connecting' | 'live' | 'catching-up' | 'lost'
  readonly mode: Mode
  readonly ageMs: number
  /** City clock, epoch seconds, carried forward by at most two seconds; 0 before the first beat. */
  readonly clock: number
  readonly polling: boolean
  /** Sources that agree with each other lie ahead of the server's clock. */
  readonly clockSuspect: boolean
  /** Moves when something that is no figure changed on the server, such as an act of a desk. ST11 */
  readonly news: string
  readonly epoch: string
  readonly seq: number
  /** Another client build or protocol is served: reload at a safe moment. */
  readonly reload: boolean
  readonly serverVersion: string
  /** Server wall time minus the page's monotonic time, ms; NaN before the first beat. */
  readonly wallOffsetMs: number
}

export interface ConnectionOptions {
  readonly open: OpenSocket
  readonly clock: PageClock
  /** Called after any change of the link that a person could see. */
  readonly onLink: (report: LinkReport) => void
  /** Nobody is signed in on this page any more: what it shows is to go. */
  readonly onSignIn?: (() => void) | undefined
  /** Where a page may be out of sight; in sight always without it. */
  readonly sight?: PageSight | undefined
}

/** Whether anybody can see the page. */
export interface PageSight {
  hidden(): boolean
  /** Calls `task` whenever the page comes into sight again. */
  onShown(task: () => void): () => void
}

type Beat = Parameters<DownMessages['beat']>[0]
type Welcome = Parameters<DownMessages['welcome']>[0]

interface Subscription {
  readonly follower: Follower
  /** Waits for a first frame since it was asked for. */
  behind: boolean
  readonly owed: OwedAnswers
}

const WATCH_EVERY_MS = 500
const CARRY_MOST_MS = 2000
/** A hidden page takes one frame of a subscription in this time. ST10 */
const HIDDEN_EVERY_MS = 1000

/** One connection to the wall with all its subscriptions; reconnects for ever and resumes from what is held. ST8 ST9 */
export class Connection {
  readonly #options: ConnectionOptions
  #state = FIRST_STATE
  #port: SocketPort | undefined
  #subscriptions = new Map<number, Subscription>()
  #nextSub = 1
  #lastWord: number
  #openedAt = 0
  #beat: Beat | undefined
  #beatAt = 0
  readonly #wallOffset = leastDelayed()
  #wallOffsetMs = Number.NaN
  #welcome: Welcome | undefined
  #build: string | undefined
  #reload = false
  #cancelWait: () => void = () => undefined
  readonly #off: readonly (() => void)[]
  #closed = false

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#lastWord = options.clock.now()
    const { clock, sight } = options
    this.#off = [
      clock.every(WATCH_EVERY_MS, () => this.#watch()),
      clock.every(HIDDEN_EVERY_MS, () => sight?.hidden() && this.#answerAll((owed) => owed.oldest())),
      sight?.onShown(() => this.#answerAll((owed) => owed.newest())) ?? (() => undefined),
    ]
    this.#open()
  }

  /** Follows a scope until the answer is called. */
  follow(follower: Follower): () => void {
    const sub = this.#nextSub
    this.#nextSub += 1
    this.#subscriptions.set(sub, { follower, behind: true, owed: new OwedAnswers() })
    this.#subscribe(sub)
    this.#report()
    return () => {
      if (!this.#subscriptions.delete(sub)) return
      if (this.#state.state === 'open') this.#port?.send('unsubscribe', { sub })
      this.#report()
    }
  }

  /** Asks for every scope anew from what is held: frames were let pass while the screen stood still. BR2 */
  askAgain(): void {
    for (const sub of this.#subscriptions.keys()) this.#subscribe(sub)
    this.#report()
  }

  link(): LinkReport {
    const { clock } = this.#options
    const ageMs = clock.now() - this.#lastWord
    const behind = [...this.#subscriptions.values()].some((subscription) => subscription.behind)
    const runs = this.#beat !== undefined && this.#beat.mode !== 'replay'
    const carried = runs ? Math.min(CARRY_MOST_MS, clock.now() - this.#beatAt) / 1000 : 0
    return {
      state: linkOf(this.#state, ageMs, behind),
      mode: this.#beat?.mode ?? this.#welcome?.mode ?? 'live',
      ageMs,
      clock: this.#beat === undefined || this.#beat.seq === 0 ? 0 : this.#beat.clock + carried,
      polling: this.#state.state === 'open' && this.#state.transport === 'polling',
      clockSuspect: this.#beat?.clockSuspect ?? false,
      news: this.#beat ? `${this.#beat.epoch} ${this.#beat.news}` : '',
      epoch: this.#beat?.epoch ?? '',
      seq: this.#beat?.seq ?? -1,
      reload: this.#reload,
      serverVersion: this.#welcome?.version ?? '',
      wallOffsetMs: this.#wallOffsetMs,
    }
  }

  report(report: ScreenReport): void {
    if (this.#state.state === 'open') this.#port?.send('report', report)
  }

  close(): void {
    this.#closed = true
    for (const stop of this.#off) stop()
    this.#cancelWait()
    this.#port?.close()
  }

  #open(): void {
    if (this.#state.state !== 'opening') return
    this.#port = this.#options.open(this.#state.first, {
      opened: (transport) => {
        const again = this.#state.state === 'open'
        if (!again) this.#openedAt = this.#options.clock.now()
        this.#move({ kind: 'opened', transport })
        if (!again) for (const sub of this.#subscriptions.keys()) this.#subscribe(sub)
      },
      heard: (name, message) => this.#hear(name, message),
      closed: () => this.#move({ kind: 'closed', chance: this.#options.clock.random() }),
    })
  }

  #move(input: ConnectionInput): void {
    if (this.#closed) return
    this.#state = nextConnection(this.#state, input)
    if (this.#state.state === 'waiting') {
      this.#port = undefined
      for (const subscription of this.#subscriptions.values()) subscription.behind = true
      this.#cancelWait()
      this.#cancelWait = this.#options.clock.after(this.#state.waitMs, () => {
        this.#move({ kind: 'waited' })
        this.#open()
      })
    }
    this.#report()
  }

  #subscribe(sub: number): void {
    const subscription = this.#subscriptions.get(sub)
    if (subscription === undefined || this.#state.state !== 'open') return
    subscription.behind = true
    const { follower } = subscription
    this.#port?.send('subscribe', { protocol: PROTOCOL_VERSION, sub, scope: follower.scope, held: follower.held() })
  }

  #hear<K extends keyof DownMessages>(name: K, message: Parameters<DownMessages[K]>[0]): void {
    this.#lastWord = this.#options.clock.now()
    if (this.#state.state === 'open' && !this.#state.heard) this.#move({ kind: 'heard' })
    switch (name) {
      case 'frame':
        return this.#takeFrame(message as Uint8Array)
      case 'beat':
        return this.#takeBeat(message as Beat)
      case 'welcome':
        return this.#takeWelcome(message as Welcome)
      case 'refused':
        return this.#takeRefusal(message as Parameters<DownMessages['refused']>[0])
      case 'closing':
        if ((message as Parameters<DownMessages['closing']>[0]).reason === 'sign-in') this.#options.onSignIn?.()
        return this.#port?.close()
    }
  }

  #takeBeat(beat: Beat): void {
    this.#beat = beat
    this.#beatAt = this.#options.clock.now()
    this.#wallOffsetMs = this.#wallOffset(beat.wall - this.#beatAt)
    this.#report()
  }

  #takeWelcome(welcome: Welcome): void {
    this.#welcome = welcome
    this.#build ??= welcome.build
    if (welcome.protocol !== PROTOCOL_VERSION || welcome.build !== this.#build) this.#reload = true
    this.#report()
  }

  #takeRefusal({ sub, reason }: Parameters<DownMessages['refused']>[0]): void {
    if (reason === 'protocol') this.#reload = true
    const subscription = this.#subscriptions.get(sub)
    if (subscription) subscription.behind = false
    subscription?.follower.refused(reason)
    this.#report()
  }

  #takeFrame(bytes: Uint8Array): void {
    const frame = tryOpen(bytes)
    if (frame === undefined) return this.#port?.close()
    const id = scopeId(frame.head.scope)
    for (const [sub, subscription] of this.#subscriptions) {
      if (scopeId(subscription.follower.scope) !== id) continue
      const taken = subscription.follower.take(frame)
      const whole = frame.head.base === undefined
      const hidden = this.#options.sight?.hidden() ?? false
      this.#answer(sub, subscription.owed.took(frame.head.seq, { whole, hidden }))
      if (taken === 'gap') this.#subscribe(sub)
      else if (subscription.behind) {
        subscription.behind = false
        this.#report()
      }
    }
  }

  #answer(sub: number, seq: number | undefined): void {
    if (seq !== undefined && this.#state.state === 'open') this.#port?.send('applied', { sub, seq })
  }

  #answerAll(next: (owed: OwedAnswers) => number | undefined): void {
    for (const [sub, { owed }] of this.#subscriptions) this.#answer(sub, next(owed))
  }

  /** A socket that looks open but says nothing is closed, so that a new attempt begins. */
  #watch(): void {
    const now = this.#options.clock.now()
    if (now - this.#lastWord < LOST_AFTER_MS) return
    if (this.#state.state === 'open' && now - this.#openedAt >= LOST_AFTER_MS) this.#port?.close()
    this.#report()
  }

  #report(): void {
    if (!this.#closed) this.#options.onLink(this.link())
  }
}

function tryOpen(bytes: Uint8Array): OpenedFrame | undefined {
  try {
    return openFrame(bytes)
  } catch {
    return undefined
  }
}
