import type { CityCalls } from './city-calls.ts'
import type { WallStore } from './wall-store.ts'

const SERIES_KEY = 'events'

/** Keeps what comes over HTTP: the day's curve and first events of the selected node, the sources of the city. */
export class DayKeeper {
  readonly #calls: CityCalls
  readonly #wall: WallStore
  #node = ''

  constructor(calls: CityCalls, wall: WallStore) {
    this.#calls = calls
    this.#wall = wall
  }

  /** Follows the node whose figures the screen holds, so that nothing unknown is asked for; returns the way out. */
  follow(): () => void {
    const turn = () => {
      const node = this.#wall.getState().focus?.scope.node ?? ''
      if (node === this.#node || node === '') return
      this.#node = node
      void this.readEvents()
      void this.readSeries()
      void this.readStanding()
    }
    turn()
    return this.#wall.subscribe(turn)
  }

  async readEvents(): Promise<void> {
    const node = this.#node
    const events = await this.#calls.events(node).catch(() => undefined)
    if (events !== undefined && node === this.#node) this.#wall.setState({ events: events.slice(0, 200) })
  }

  async readSeries(): Promise<void> {
    const node = this.#node
    if (node === '') return
    const bins = await this.#calls.series(node, SERIES_KEY).catch(() => undefined)
    if (node !== this.#node) return
    if (bins !== undefined) this.#wall.setState({ series: { state: 'held', node, key: SERIES_KEY, bins } })
    else if (this.#wall.getState().series.state !== 'held')
      this.#wall.setState({ series: { state: 'failed', since: this.#wall.getState().link.clock * 1000 } })
  }

  async readStanding(): Promise<void> {
    const node = this.#node
    const standing = await this.#calls.standing(node).catch(() => undefined)
    if (standing === undefined || node !== this.#node) return
    const { below, path } = standing
    this.#wall.setState({ standing: { node, below, path } })
  }

  async readCity(): Promise<void> {
    const city = await this.#calls.city().catch(() => undefined)
    if (city !== undefined) this.#wall.setState({ city })
  }
}
