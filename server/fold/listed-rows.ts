import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import type { ListedEvent } from '../aggregate/figures.ts'
import { grown } from './saved.ts'

const FIRST_ROOM = 64

/** What stands for the type of an event of a listed kind. */
function typeOf(event: StoredEvent): string {
  switch (event.kind) {
    case 'case':
    case 'warning':
      return event.type
    case 'measure':
      return event.measureType
    case 'service':
      return event.category
    case 'response':
      return event.plan
    default:
      return ''
  }
}

/** What stands for its step. */
function stepOf(event: StoredEvent): string {
  switch (event.kind) {
    case 'case':
      return event.step
    case 'warning':
      return event.msgType
    case 'measure':
    case 'service':
    case 'response':
    case 'correction':
      return event.action
    default:
      return ''
  }
}

/** Whether an event is one of those listed. */
export function isListed(event: StoredEvent): boolean {
  const { kind } = event
  if (kind === 'warning') return event.status === 'actual'
  return kind === 'case' || kind === 'service' || kind === 'measure' || kind === 'response' || kind === 'correction'
}

/** Listed events as columns: a fifth of the memory of objects, and nothing for the collector to walk through. */
export class ListedRows {
  readonly ids: (string | undefined)[] = []
  /** Kinds, types and steps met so far, and their numbers. */
  readonly #names: string[] = []
  readonly #numbers = new Map<string, number>()
  /** Kind, type and step of each row in turn. */
  #words = new Uint32Array(FIRST_ROOM * 3)
  #nodes = new Int32Array(FIRST_ROOM)
  #times = new Float64Array(FIRST_ROOM)
  #points = new Float64Array(FIRST_ROOM * 2)
  #corrected = new Uint8Array(FIRST_ROOM)

  /** Rows in use, those taken out among them. */
  get length(): number {
    return this.ids.length
  }

  has(row: number): boolean {
    return this.ids[row] !== undefined
  }

  /** Event time of a row, ms. */
  time(row: number): number {
    return this.#times[row] as number
  }

  /** Writes an event that `isListed`; class S and finer keep no point here. */
  put(row: number, event: StoredEvent, node: number): void {
    this.#open(row, event.id)
    this.#name(row, event.kind, typeOf(event), stepOf(event))
    const point = event.cls === 'T' && event.kind !== 'correction' ? event.point : undefined
    this.#place(row, node, event.t, point)
  }

  #name(row: number, kind: string, type: string, step: string): void {
    this.#words[row * 3] = this.#numberOf(kind)
    this.#words[row * 3 + 1] = this.#numberOf(type)
    this.#words[row * 3 + 2] = this.#numberOf(step)
  }

  #numberOf(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#numbers.set(name, this.#names.length)
    return this.#names.push(name) - 1
  }

  #word(row: number, at: number): string {
    return this.#names[this.#words[row * 3 + at] as number] as string
  }

  /** No row before it may be a hole. */
  #open(row: number, id: string): void {
    while (this.ids.length < row) this.ids.push(undefined)
    if (row >= this.#nodes.length) this.#grow()
    this.ids[row] = id
    this.#corrected[row] = 0
  }

  #grow(): void {
    const room = Math.max(this.ids.length + 1, this.#nodes.length * 2)
    this.#words = grown(this.#words, room * 3)
    this.#nodes = grown(this.#nodes, room)
    this.#times = grown(this.#times, room)
    this.#points = grown(this.#points, room * 2)
    this.#corrected = grown(this.#corrected, room)
  }

  #place(row: number, node: number, t: number, point: ListedEvent['point']): void {
    this.#nodes[row] = node
    this.#times[row] = t
    this.#points[row * 2] = point === undefined ? Number.NaN : point[0]
    this.#points[row * 2 + 1] = point === undefined ? Number.NaN : point[1]
  }

  /** Writes an event as it was read from `event`. */
  set(row: number, event: ListedEvent): void {
    this.#open(row, event.id)
    this.#name(row, event.kind, event.type, event.step)
    this.#place(row, event.node, event.t, event.point)
    this.#corrected[row] = event.corrected ? 1 : 0
  }

  event(row: number): ListedEvent {
    const lng = this.#points[row * 2] as number
    return {
      id: this.ids[row] as string,
      kind: this.#word(row, 0),
      type: this.#word(row, 1),
      step: this.#word(row, 2),
      node: this.#nodes[row] as number,
      point: Number.isNaN(lng) ? undefined : [lng, this.#points[row * 2 + 1] as number],
      t: this.#times[row] as number,
      ...(this.#corrected[row] ? { corrected: true as const } : {}),
    }
  }

  /** Whether a row stands for this very event. */
  is(row: number, { id, kind, t }: Pick<StoredEvent, 'id' | 'kind' | 't'>): boolean {
    return this.#times[row] === t && this.ids[row] === id && this.#word(row, 0) === kind
  }

  /** Takes a row out; it may be written again. */
  remove(row: number): void {
    if (row < this.ids.length) this.ids[row] = undefined
  }

  /** Keeps the rows that pass, in their order. */
  keep(passes: (row: number) => boolean): void {
    let to = 0
    for (let row = 0; row < this.ids.length; row++) {
      if (!passes(row)) continue
      if (to < row) this.#move(row, to)
      to++
    }
    this.ids.length = to
  }

  #move(from: number, to: number): void {
    this.ids[to] = this.ids[from]
    this.#words.copyWithin(to * 3, from * 3, from * 3 + 3)
    this.#nodes[to] = this.#nodes[from] as number
    this.#times[to] = this.#times[from] as number
    this.#points[to * 2] = this.#points[from * 2] as number
    this.#points[to * 2 + 1] = this.#points[from * 2 + 1] as number
    this.#corrected[to] = this.#corrected[from] as number
  }
}
