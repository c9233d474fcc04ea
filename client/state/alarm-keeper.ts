import type { AlarmQueue } from './alarm-queue.ts'
import type { WallStore } from './wall-store.ts'

const KEYS = ['alarms.1', 'alarms.2', 'alarms.3', 'alarms.4', 'alarms.unacked'] as const
/** Between two readings at least, ms. */
const REST_MS = 400

export interface AlarmKeeperParts {
  readonly wall: WallStore
  /** The queue of the whole city. */
  readonly read: () => Promise<AlarmQueue>
  readonly after: (ms: number, task: () => void) => () => void
}

/** Keeps the alarm queue: read again whenever a count of alarms in the city moved or a desk did something, and now and then for what moves no count. AL7 */
export class AlarmKeeper {
  readonly #parts: AlarmKeeperParts
  #seen = ''
  #news = ''
  #busy = false
  #again = false

  constructor(parts: AlarmKeeperParts) {
    this.#parts = parts
  }

  /** Follows the published counts; returns the way out. */
  follow(): () => void {
    const look = () => {
      const { wall, link } = this.#parts.wall.getState()
      if (link.news !== this.#news) {
        this.#news = link.news
        this.refresh()
      }
      const counts = wall === undefined ? '' : KEYS.map((key) => wall.figure(key, 0).v).join()
      if (counts === this.#seen || wall === undefined) return
      this.#seen = counts
      this.refresh()
    }
    look()
    return this.#parts.wall.subscribe(look)
  }

  /** Reads once more, soon; a fault leaves what is held. */
  refresh(): void {
    if (this.#busy) {
      this.#again = true
      return
    }
    this.#busy = true
    const rest = () => {
      this.#busy = false
      if (this.#again) this.refresh()
    }
    this.#again = false
    void this.#parts
      .read()
      .then((alarms) => this.#parts.wall.setState({ alarms }))
      .catch(() => undefined)
      .then(() => this.#parts.after(REST_MS, rest))
  }
}
