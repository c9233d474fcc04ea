import type { Audience } from '../figures/audience-keys.ts'
import type { ValueState } from '../figures/value-state.ts'

/** Raised with every change of the wire; a screen with another number reloads at a safe moment. ST1 */
export const PROTOCOL_VERSION = 2

export type Mode = 'live' | 'demo' | 'replay' | 'exercise'
export type Lang = 'zh' | 'en'

/**
 * A scope: a node and how many levels below it. `events`: also its T events as they come. `audience`: who else than
 * staff stands before the screen; it then gets no events, and of the figures what that audience may see. SC-K2 SC-F2
 */
export interface ScopeSpec {
  readonly node: string
  readonly depth: number
  readonly events: boolean
  readonly audience?: Audience
}

/** Screen → server. A screen holds at most four subscriptions, each with a number of its own. */
export interface UpMessages {
  subscribe(message: {
    readonly protocol: number
    readonly sub: number
    readonly scope: ScopeSpec
    readonly held?: { readonly epoch: string; readonly seq: number } | undefined
  }): void
  unsubscribe(message: { readonly sub: number }): void
  /** The newest frame applied; gives the server credit to send on. */
  applied(message: { readonly sub: number; readonly seq: number }): void
  /** What the screen says of itself, a few times a minute. DV4 */
  report(message: ScreenReport): void
}

/** A screen's own word for the fleet page. */
export interface ScreenReport {
  readonly face: string
  readonly version: string
  readonly link: string
  readonly node: string
  readonly seq: number
  /** Of the figures it shows, as `/api/v1/state/hash` gives it. */
  readonly hash: string
  /** Commit to pixel, p95, ms. */
  readonly lagMs: number
  readonly heapBytes: number
  readonly glContextLosses: number
  /** The device's own clock when it says so, epoch ms; nothing shown depends on it. */
  readonly wall?: number | undefined
  /** HH:MM-HH:MM of the city's day when it is to be on; absent: always. */
  readonly on?: string | undefined
}

/** Server → screen. */
export interface DownMessages {
  /** First word on a connection. `build` is the client build the server serves. */
  welcome(message: {
    readonly protocol: number
    readonly version: string
    readonly build: string
    readonly mode: Mode
    readonly wall: number
  }): void
  /** One deflated frame for one subscription, see `frame-codec`. */
  frame(bytes: Uint8Array): void
  /**
   * Each second, also when nothing changes. `wall` is the server's wall time, `clock` the city's clock second.
   * `clockSuspect`: sources that agree with each other lie ahead of the server's clock.
   * `news`: moves when something that is no figure changed, such as an act of a desk.
   */
  beat(message: {
    readonly epoch: string
    readonly seq: number
    readonly logSeq: number
    readonly clock: number
    readonly wall: number
    readonly mode: Mode
    readonly clockSuspect: boolean
    readonly news: number
  }): void
  refused(message: {
    readonly sub: number
    readonly reason: 'unknown-node' | 'too-deep' | 'too-many' | 'bad-message' | 'protocol' | 'forbidden'
  }): void
  /** `sign-in`: nobody is signed in on this screen (any more). */
  closing(message: { readonly reason: 'shutdown' | 'too-slow' | 'sign-in' }): void
}

/** A node as a snapshot or a growth carries it; `parent` is the code, '' for none. Ring only in a growing city. */
export interface FrameNode {
  readonly index: number
  readonly code: string
  readonly level: number
  readonly parent: string
  readonly zh: string
  readonly en: string
  readonly ring?: readonly (readonly [number, number])[] | undefined
}

/** A T event as a screen lists and draws it. */
export interface FrameEvent {
  readonly id: string
  readonly kind: string
  readonly type: string
  readonly step: string
  readonly node: string
  readonly point?: readonly [number, number] | undefined
  readonly t: number
}

/** One figure as a panel reads it. */
export interface Figure {
  readonly v: number | null
  readonly state: ValueState
  /** Epoch ms the figure stands for. */
  readonly asOf: number
}
