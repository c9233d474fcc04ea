import { setImmediate as turnOfLoop } from 'node:timers/promises'
import type { GridEvent } from '../../../shared/domain/grid-event.ts'
import type { Receipt } from '../../ingest/receipt.ts'
import { LogFullError } from '../../log/event-log.ts'
import type { Clock } from '../../runtime/clock.ts'
import type { Feed, FeedStage, FeedStatus } from '../feed.ts'
import { demoCity } from './demo-city.ts'
import { DemoDay } from './demo-day.ts'

const RETRY_MS = 5000
/** Events handed in together while catching up: one turn of the loop (about 50 ms), so that pages are answered meanwhile. */
const BATCH_EVENTS = 1000

/** Minutes before now whose events are received after they happened. */
const WAITED_MINUTES = 60

/** How long the demo's events travel: people's words some seconds, now and then a minute; devices are there at once. */
function underWayMs({ id, kind }: GridEvent): number {
  if (kind === 'reading' || kind === 'alive') return 0
  let mix = 0
  for (let i = 0; i < id.length; i++) mix = (mix * 31 + id.charCodeAt(i)) >>> 0
  const share = (mix % 1000) / 1000
  return 1000 * (2 + 6 * share + 60 * share ** 12)
}

export interface DemoFeedOptions {
  readonly seed: number
  readonly clock: Clock
  readonly onFailure: (reason: unknown) => void
}

/** The bundled demo: a day back to now as fast as the fold goes, then second by second. FE3 */
export class DemoFeed implements Feed {
  readonly kind = 'demo'
  readonly mode = 'demo'
  readonly additions = { types: [], sources: [], units: [] }
  readonly firstSecond = undefined
  readonly timezone = undefined
  readonly ownsClock = false
  readonly #options: DemoFeedOptions
  #stage: FeedStage | undefined
  #state: FeedStatus['state'] = 'playing'
  #stopping = false
  #handing: Promise<void> = Promise.resolve()
  #leave: () => void = () => undefined
  #counts = { accepted: 0, duplicate: 0, rejected: 0 }
  readonly #reasons = new Map<string, number>()

  constructor(options: DemoFeedOptions) {
    this.#options = options
  }

  async play(stage: FeedStage): Promise<void> {
    this.#stage = stage
    const { cityClock, lastLogged } = stage
    const first = Math.floor(cityClock.second() / 60)
    const day = new DemoDay(
      demoCity(stage.city, this.#options.seed),
      first,
      lastLogged === undefined ? undefined : Math.floor(lastLogged / 60),
    )
    await this.#catchUp(stage, day)
    if (!this.#stopping) this.#follow(stage, day)
  }

  /** Whole past minutes, in large batches; the clock follows each. */
  async #catchUp(stage: FeedStage, day: DemoDay): Promise<void> {
    const present = () => Math.floor(this.#options.clock.now() / 60_000)
    while (day.next < present() && !this.#stopping) {
      const batch: GridEvent[] = []
      const near = present() - day.next <= WAITED_MINUTES
      const most = near ? 1 : BATCH_EVENTS
      while (batch.length < most && day.next < present()) batch.push(...day.take())
      stage.cityClock.expect(day.next * 60_000)
      // Of the last hour the clock goes before its minute, so that events are under way for a while as they are later on.
      if (near) stage.cityClock.advanceTo(day.next * 60)
      await this.#hand(stage, batch)
      stage.cityClock.advanceTo(day.next * 60)
      await turnOfLoop()
    }
  }

  /** From here on each event is handed in when its second has come. */
  #follow(stage: FeedStage, day: DemoDay): void {
    let waiting: GridEvent[] = []
    const onSecond = (second: number): void => {
      while (day.next * 60 <= second) waiting.push(...day.take())
      const isDue = (event: GridEvent) => Date.parse(event.occurredAt) + underWayMs(event) < (second + 1) * 1000
      const due = waiting.filter(isDue)
      if (due.length === 0) return
      waiting = waiting.filter((event) => !isDue(event))
      this.#handing = this.#handing.then(() => this.#hand(stage, due)).catch((reason: unknown) => this.#fail(reason))
    }
    this.#leave = stage.cityClock.onSecond(onSecond)
    stage.cityClock.followWall()
    onSecond(stage.cityClock.second())
  }

  #fail(reason: unknown): void {
    this.#state = 'failed'
    this.#leave()
    this.#options.onFailure(reason)
  }

  /** Hands a batch in; a log without room is tried again until there is some. */
  async #hand({ door }: FeedStage, batch: readonly GridEvent[]): Promise<void> {
    while (!this.#stopping) {
      try {
        this.#count(await door.submit(batch, 'feed'))
        return
      } catch (reason) {
        if (!(reason instanceof LogFullError)) throw reason
        await new Promise<void>((wake) => this.#options.clock.after(RETRY_MS, wake))
      }
    }
  }

  #count({ accepted, duplicate, rejected, errors }: Receipt): void {
    this.#counts.accepted += accepted
    this.#counts.duplicate += duplicate
    this.#counts.rejected += rejected
    for (const { code } of errors) this.#reasons.set(code, (this.#reasons.get(code) ?? 0) + 1)
  }

  async stop(): Promise<void> {
    this.#stopping = true
    this.#leave()
    await this.#handing
  }

  status(): FeedStatus {
    const second = this.#stage?.cityClock.second()
    return {
      name: 'demo',
      state: this.#state,
      clock: second === undefined ? null : new Date(second * 1000).toISOString(),
      speed: 1,
      rows: 0,
      ...this.#counts,
      reasons: Object.fromEntries(this.#reasons),
      outOfOrder: 0,
      firstRejected: [],
    }
  }
}
