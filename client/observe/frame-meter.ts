import { onFrameTick, type FrameTick } from './frame-clock.ts'
import { SampleRing } from './sample-ring.ts'

/** A frame of the server applied but not yet seen on the screen. */
interface Waiting {
  readonly seq: number
  /** When its oldest event was committed, on the page's steady clock; NaN where it carried none. */
  readonly committedAt: number
  readonly applyMs: number
}

const MOST_WAITING = 256

/** Measures frames, and the way of an event from its durable commit to the frame that drew it. SC12 */
export class FrameMeter {
  readonly frameMs = new SampleRing(1_200)
  readonly eventToPixelMs = new SampleRing(600)
  readonly updateMs = new SampleRing(600)
  #waiting: Waiting[] = []
  #lastAt = NaN
  #last: FrameTick | undefined

  start(): () => void {
    return onFrameTick((tick) => this.tick(tick))
  }

  applied(waiting: Waiting): void {
    this.#waiting.push(waiting)
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift()
  }

  tick(tick: FrameTick): void {
    if (!Number.isNaN(this.#lastAt)) this.frameMs.add(tick.at - this.#lastAt)
    this.#lastAt = tick.at
    this.#last = tick
    const drawn = this.#waiting.filter(({ seq }) => seq <= tick.seq)
    if (drawn.length === 0) return
    this.#waiting = this.#waiting.filter(({ seq }) => seq > tick.seq)
    for (const { committedAt, applyMs } of drawn) {
      this.updateMs.add(applyMs + tick.tookMs / drawn.length)
      if (!Number.isNaN(committedAt)) this.eventToPixelMs.add(Math.max(0, tick.drawnAt - committedAt))
    }
  }

  /** What the newest frame drew. */
  drawn(): { readonly nodes: number; readonly events: number } {
    return { nodes: this.#last?.nodes ?? 0, events: this.#last?.events ?? 0 }
  }
}
