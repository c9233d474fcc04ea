import { EVERY_GROUP } from '../../shared/figures/change-groups.ts'
import { BY_FAMILY } from '../../shared/figures/keys.ts'
import { CELL, valueState, type SourceState } from '../../shared/figures/value-state.ts'
import type { Mode } from '../../shared/protocol/messages.ts'
import type { Figures, ListedEvent } from '../aggregate/figures.ts'
import type { CityTree } from '../city/city-tree.ts'
import type { Clock } from '../runtime/clock.ts'
import { LiveKeys } from './live-keys.ts'
import { PublishedCells } from './published-cells.ts'
import type { Publication, Published } from './published.ts'

/** After the first publication of a burst the next ones wait for this beat: 4 a second. PB6 */
export const FLUSH_EVERY_MS = 250
/** A publication that took long is followed by a rest so many times as long: at most a quarter of the time is spent here. */
const REST_FACTOR = 3
const KEPT_PUBLICATIONS = 64
/** Changed cells kept over all publications, about 15 bytes each. PB7 */
const KEPT_CELLS = 2_000_000

export interface PublisherOptions {
  readonly figures: Figures
  readonly tree: CityTree
  readonly clock: Clock
  readonly mode: Mode
  /** New with every process. */
  readonly epoch: string
}

/** The only door out of full state. */
export interface Publisher {
  readonly published: Published
  /**
   * Something was folded or the clock moved: publishes at once, or with the next beat. `committedWall` is the
   * wall time of a commit, epoch ms; it leaves the server only together with T events. PB6
   */
  poke(committedWall?: number): void
  /** Publishes what there is now; true if there was anything. */
  flush(): boolean
  /** Told of each publication, in the same turn; the answer ends it. */
  onPublication(listener: (publication: Publication) => void): () => void
  stop(): void
}

type Standing = ReturnType<Published['standing']>

/** Turns full state into what may be seen and numbers its changes. PB1–PB8 */
export function createPublisher(options: PublisherOptions): Publisher {
  const state = new PublishedState(options)
  const listeners = new Set<(publication: Publication) => void>()
  let nextAt = Number.NEGATIVE_INFINITY
  let cancel: (() => void) | undefined
  const flush = (): boolean => {
    cancel?.()
    cancel = undefined
    const began = options.clock.monotonic()
    const publication = state.publish()
    if (publication) for (const listener of listeners) listener(publication)
    const ended = options.clock.monotonic()
    nextAt = Math.max(began + FLUSH_EVERY_MS, ended + (ended - began) * REST_FACTOR)
    return publication !== undefined
  }
  return {
    published: state,
    flush,
    poke(committedWall) {
      state.committed(committedWall)
      const wait = nextAt - options.clock.monotonic()
      if (wait <= 0) flush()
      else cancel ??= options.clock.after(wait, flush)
    },
    onPublication(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      cancel?.()
      cancel = undefined
    },
  }
}

class PublishedState implements Published {
  readonly epoch: string
  readonly keys: Published['keys']
  seq = 0
  logSeq = 0
  asOf = 0
  readonly recent: Publication[] = []
  readonly #options: PublisherOptions
  readonly #cells: PublishedCells
  readonly #liveKeys: LiveKeys
  readonly #count = (key: number, node: number): number => this.#options.figures.value(key, node)
  #standings: Standing[]
  #sources: ReturnType<Published['sources']> = []
  #pending: { events: ListedEvent[]; leftOut: number; corrected: boolean } = { events: [], leftOut: 0, corrected: false }
  #alarms: ReturnType<Figures['alarms']> = { revision: -1, list: [] }
  #committedWall: number | undefined
  /** As of which release of the fold the figures of persons stand. */
  #released = Number.NaN
  #releasedTo = 0
  readonly #personKeys: (readonly number[])[] = []

  constructor(options: PublisherOptions) {
    const { figures, tree } = options
    this.#options = options
    this.epoch = options.epoch
    this.keys = figures.keys
    this.#cells = new PublishedCells(tree, figures.keys)
    this.#liveKeys = new LiveKeys(figures, (level) => this.keysAt(level))
    this.#standings = figures.keys.map((_, key) => figures.standing(key))
    figures.takeDirty()
    figures.takeListed()
    for (let node = 0; node < tree.size; node += 1) this.#recount(node, EVERY_GROUP)
    this.#takeReleases()
    this.#cells.changes.take()
    this.#stamp()
  }

  get size(): number {
    return this.#cells.size
  }
  /** What the city runs on; a live one with an exercise warning in force says so. PB11 */
  get mode(): Mode {
    const { mode } = this.#options
    return mode === 'live' && this.warnings().some(({ status }) => status === 'exercise') ? 'exercise' : mode
  }
  keysAt(level: number): readonly number[] {
    return this.#cells.keysAt(level)
  }
  headlineAt(level: number): readonly number[] {
    return this.#cells.headlineAt(level)
  }
  value(key: number, node: number): number {
    return this.#cells.value(key, node)
  }
  cell(key: number, node: number) {
    return this.#cells.cell(key, node)
  }
  state(key: number, node: number) {
    return valueState(this.standing(key).state, this.cell(key, node), this.value(key, node))
  }
  standing(key: number): Standing {
    return this.#standings[key] ?? { state: 'none', asOf: 0, share: 0 }
  }
  sources() {
    return this.#sources
  }
  dimensions() {
    return this.#options.figures.dimensions()
  }

  warnings() {
    return this.#options.figures.warnings().filter(({ node }) => node < this.size)
  }

  responses() {
    return this.#options.figures.responses().filter(({ node }) => node < this.size)
  }

  measures() {
    return this.#options.figures.measures().filter(({ node }) => node < this.size)
  }

  listed(): readonly ListedEvent[] {
    this.#takeListed()
    const listed = this.#options.figures.listed()
    if (this.#pending.events.length === 0) return listed
    const unpublished = new Set(this.#pending.events.map((event) => event.id))
    return listed.filter((event) => !unpublished.has(event.id))
  }

  alarms() {
    return this.#alarms.list
  }

  quarterHours(base: string, node: number) {
    const window = base.startsWith(BY_FAMILY) ? 'day' : 'm15'
    const key = this.keys.findIndex((def) => def.cls === 'T' && def.base === base && def.window === window)
    const known = window === 'm15' ? key >= 0 : this.keysAt(this.#options.tree.level(node)).includes(key)
    return known ? this.#options.figures.quarterHours(base, node) : undefined
  }

  closedDays(key: string, node: number) {
    const { figures, tree } = this.#options
    const def = this.keys.find((candidate) => candidate.key === key)
    if (def === undefined || !this.keysAt(tree.level(node)).includes(this.keys.indexOf(def))) return undefined
    if (def.cls === 'T') return def.window === 'day' ? figures.closedDays(def.base, node) : undefined
    return figures.releasedDays(this.keys.indexOf(def), node).map(([day, v]) => [day, v === 0 ? undefined : v] as const)
  }

  /** Keeps the oldest commit since the last publication. */
  committed(wall: number | undefined): void {
    this.#committedWall ??= wall
  }

  /** Takes over what changed since the last call; undefined when nothing that may be seen did. The first call always publishes. PB5 PB6 */
  publish(): Publication | undefined {
    const { figures, tree } = this.#options
    const grewFrom = tree.size > this.#cells.size ? this.#cells.size : -1
    if (grewFrom >= 0) this.#cells.grow()
    const dirty = figures.takeDirty()
    dirty.nodes.forEach((node, at) => this.#recount(node, dirty.groups[at] ?? EVERY_GROUP))
    this.#takeReleases()
    const standings = this.#takeStandings()
    this.#takeListed()
    const { events, leftOut, corrected } = this.#pending
    const wall = this.#committedWall
    this.#pending = { events: [], leftOut: 0, corrected: false }
    this.#committedWall = undefined
    const alarmsBefore = this.#alarms.revision
    this.#stamp()
    const isQuiet = alarmsBefore === this.#alarms.revision && standings.length === 0 && events.length + leftOut === 0
    if (this.seq > 0 && this.#cells.changes.size === 0 && isQuiet && !corrected && grewFrom < 0) return undefined
    this.seq += 1
    const committedWall = events.length > 0 ? wall : undefined
    const publication: Publication = {
      seq: this.seq,
      ...this.#cells.changes.take(),
      standings,
      events,
      eventsLeftOut: leftOut,
      corrected,
      grewFrom,
      committedWall,
    }
    this.#keep(publication)
    return publication
  }

  #stamp(): void {
    this.logSeq = this.#options.figures.openSeq
    this.asOf = this.#options.figures.clock
    this.#sources = this.#options.figures.sources()
    this.#alarms = this.#options.figures.alarms()
  }

  #recount(node: number, groups: number): void {
    const { tree } = this.#options
    const keys = this.#liveKeys.of(tree.level(node), groups)
    if (keys.length > 0) this.#cells.setAll(node, keys, this.#count)
  }

  /** Figures of persons are what the fold has released, never with the event itself; what is not released is hidden. PB4 PB5 */
  #takeReleases(): void {
    const { figures, tree } = this.#options
    const from = figures.releaseRevision === this.#released ? this.#releasedTo : 0
    this.#released = figures.releaseRevision
    this.#releasedTo = this.#cells.size
    for (let node = from; node < this.#cells.size; node += 1) {
      for (const key of this.#personKeysAt(tree.level(node))) {
        const v = figures.released(key, node)
        this.#cells.set(key, node, v, v === 0 ? CELL.suppressed : CELL.shown)
      }
    }
  }

  #personKeysAt(level: number): readonly number[] {
    return (this.#personKeys[level] ??= this.keysAt(level).filter((key) => this.keys[key]?.cls !== 'T'))
  }

  #takeStandings(): Publication['standings'] {
    const moved: { key: number; before: SourceState }[] = []
    this.#standings = this.#standings.map((before, key) => {
      const now = this.#options.figures.standing(key)
      if (now.state !== before.state) moved.push({ key, before: before.state })
      return now
    })
    return moved
  }

  #takeListed(): void {
    const { events, leftOut, gone, corrected } = this.#options.figures.takeListed()
    const isGone = (event: ListedEvent) => gone.some(({ id, kind, t }) => id === event.id && kind === event.kind && t === event.t)
    const before = gone.length === 0 ? this.#pending.events : this.#pending.events.filter((event) => !isGone(event))
    this.#pending = {
      events: [...before, ...events],
      leftOut: this.#pending.leftOut + leftOut,
      corrected: this.#pending.corrected || corrected,
    }
  }

  #keep(publication: Publication): void {
    this.recent.push(publication)
    let kept = this.recent.reduce((sum, { nodes }) => sum + nodes.length, 0)
    while (this.recent.length > 1 && (this.recent.length > KEPT_PUBLICATIONS || kept > KEPT_CELLS))
      kept -= this.recent.shift()?.nodes.length ?? 0
  }
}
