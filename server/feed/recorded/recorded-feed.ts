import type { Clock } from '../../runtime/clock.ts'
import { LogFullError } from '../../log/event-log.ts'
import type { Receipt } from '../../ingest/receipt.ts'
import type { Feed, FeedStage, FeedStatus, RejectedRow } from '../feed.ts'
import type { RecordedEvent } from './recorded-event.ts'
import type { Recording } from './recording.ts'

const BATCH_EVENTS = 1000
/** Longest stretch of feed time in one batch at `max`. */
const BATCH_SPAN_MS = 30 * 86_400_000
const TICK_MS = 100
const RETRY_MS = 1000
const SHOWN = 100

export interface RecordedFeedOptions {
  readonly name: string
  readonly recording: Recording
  /** Feed seconds a wall-clock second, or as fast as the server acknowledges. */
  readonly speed: number | 'max'
  readonly keepDays: number
  readonly clock: Clock
  readonly onFailure: (reason: unknown) => void
}

/** Index after the last event of a batch that begins at `from`: bounded in number and in time. */
function batchEnd(events: readonly RecordedEvent[], from: number, spanMs: number): number {
  const start = events[from]?.t ?? 0
  let end = from
  while (end < events.length && end - from < BATCH_EVENTS && (events[end]?.t ?? 0) - start <= spanMs) end++
  return end
}

/** Plays a recorded file through the door; it alone moves the clock. FE6 */
export class RecordedFeed implements Feed {
  readonly kind = 'recorded'
  readonly mode = 'replay'
  readonly #options: RecordedFeedOptions
  #stage: FeedStage | undefined
  #state: FeedStatus['state'] = 'playing'
  #playing: Promise<void> = Promise.resolve()
  #stopping = false
  #accepted = 0
  #duplicate = 0
  #rejected: number
  readonly #reasons = new Map<string, number>()
  readonly #firstRejected: RejectedRow[]

  constructor(options: RecordedFeedOptions) {
    this.#options = options
    const { rejected } = options.recording
    this.#rejected = rejected.length
    this.#firstRejected = rejected.slice(0, SHOWN)
    for (const { code } of rejected) this.#count(code, 1)
  }

  get additions() {
    return this.#options.recording.additions
  }

  get timezone(): string | undefined {
    return this.#options.recording.timezone
  }

  get firstSecond(): number | undefined {
    const first = this.#options.recording.events[0]
    return first && Math.floor(first.t / 1000)
  }

  get ownsClock(): boolean {
    return this.#state === 'playing'
  }

  /** Settles when the last row has been handed in, or the feed has ended otherwise. */
  get played(): Promise<void> {
    return this.#playing
  }

  async play(stage: FeedStage): Promise<void> {
    this.#stage = stage
    this.#playing = this.#run(stage).then(
      () => {
        if (!this.#stopping) this.#state = 'done'
      },
      (reason: unknown) => {
        this.#state = 'failed'
        this.#options.onFailure(reason)
      },
    )
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await this.#playing
  }

  status(): FeedStatus {
    const { name, speed, recording } = this.#options
    const second = this.#stage?.cityClock.second()
    return {
      name,
      state: this.#state,
      clock: second === undefined ? null : new Date(second * 1000).toISOString(),
      speed,
      rows: recording.rows,
      accepted: this.#accepted,
      duplicate: this.#duplicate,
      rejected: this.#rejected,
      reasons: Object.fromEntries(this.#reasons),
      outOfOrder: new Set(recording.events.flatMap(({ outOfOrder, row }) => (outOfOrder ? [row] : []))).size,
      firstRejected: this.#firstRejected,
    }
  }

  async #run(stage: FeedStage): Promise<void> {
    const { speed, recording, clock } = this.#options
    const { events } = recording
    const spanMs = this.#span(stage)
    const startedAt = clock.monotonic()
    const firstT = events[0]?.t ?? 0
    for (let at = 0; at < events.length && !this.#stopping;) {
      let end = batchEnd(events, at, spanMs)
      if (speed !== 'max') {
        const reached = firstT + (clock.monotonic() - startedAt) * speed
        while (end > at && (events[end - 1]?.t ?? 0) > reached) end--
        if (end === at) {
          stage.cityClock.advanceTo(Math.floor(reached / 1000))
          await this.#pause(TICK_MS)
          continue
        }
      }
      await this.#hand(stage, events.slice(at, end))
      at = end
    }
  }

  /** A batch must not make its own first events late, nor too old for the log. */
  #span({ city }: FeedStage): number {
    const ours = new Set(this.#options.recording.additions.sources.map(({ id }) => id))
    const limits = city.catalogue.sources.filter(({ id }) => ours.has(id)).map(({ lateSeconds }) => lateSeconds * 1000)
    return Math.min(BATCH_SPAN_MS, this.#options.keepDays * 43_200_000, ...limits)
  }

  /** Hands a batch in, then lets the clock reach its end; a log without room is tried again. */
  async #hand({ door, cityClock }: FeedStage, batch: readonly RecordedEvent[]): Promise<void> {
    const last = batch.at(-1)?.t ?? 0
    cityClock.expect(last)
    const outOfOrder = new Set(batch.filter((recorded) => recorded.outOfOrder).map(({ event }) => event))
    for (;;) {
      try {
        this.#note(
          await door.submit(
            batch.map(({ event }) => event),
            'feed',
            outOfOrder,
          ),
          batch,
        )
        break
      } catch (reason) {
        if (!(reason instanceof LogFullError) || this.#stopping) throw reason
        await this.#pause(RETRY_MS)
      }
    }
    cityClock.advanceTo(Math.floor(last / 1000))
  }

  #note({ accepted, duplicate, rejected, errors }: Receipt, batch: readonly RecordedEvent[]): void {
    this.#accepted += accepted
    this.#duplicate += duplicate
    this.#rejected += rejected
    for (const { index, code, message } of errors) {
      this.#count(code, 1)
      if (this.#firstRejected.length < SHOWN) this.#firstRejected.push({ row: batch[index]?.row ?? 0, code, message })
    }
    if (rejected > errors.length) this.#count('not-listed', rejected - errors.length)
  }

  #count(code: string, n: number): void {
    this.#reasons.set(code, (this.#reasons.get(code) ?? 0) + n)
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#options.clock.after(ms, resolve))
  }
}
