import { Router, type Request } from 'express'
import type { Clock } from '../runtime/clock.ts'
import { Query, RefusedQuery, answering } from './query.ts'
import { depthOf, nodeOf, type ReadParts } from './read-parts.ts'
import { takeState, type StateAnswer } from './state-answer.ts'

/** Nodes a page. */
const PAGE_NODES = 5000
/** How long the pages of one answer stay at one publication, ms. */
const HELD_MS = 60_000
/** Answers kept at a time, about 10 MB each for the deepest question; a ninth ends the oldest. */
const MOST_HELD = 8

interface Held {
  readonly answer: StateAnswer
  readonly until: number
}

/** Answers too long for one page, kept until all pages were fetched or their time is over. */
class HeldAnswers {
  readonly #held = new Map<string, Held>()
  readonly #clock: Clock
  readonly #epoch: string
  #count = 0

  constructor(clock: Clock, epoch: string) {
    this.#clock = clock
    this.#epoch = epoch
  }

  /** The answer's node stands in its cursor, so that the gate can tell whose it is. */
  keep(answer: StateAnswer, node: number): string {
    const now = this.#clock.monotonic()
    for (const id of this.#held.keys()) if (this.#held.size >= MOST_HELD) this.#held.delete(id)
    this.#count += 1
    const id = `${this.#epoch}.${this.#count}.${node}`
    this.#held.set(id, { answer, until: now + HELD_MS })
    this.#clock.after(HELD_MS, () => this.#held.delete(id))
    return id
  }

  find(id: string): StateAnswer {
    const held = this.#held.get(id)
    if (held && held.until > this.#clock.monotonic()) return held.answer
    throw new RefusedQuery(410, 'cursor-gone', 'These pages are no longer kept; ask again without cursor.')
  }
}

function keysAsked({ published }: ReadParts, text: string | undefined): readonly number[] | undefined {
  if (text === undefined) return undefined
  return [...new Set(text.split(','))].map((name) => {
    const key = published.keys.findIndex((def) => def.key === name)
    if (key >= 0) return key
    throw new RefusedQuery(400, 'unknown-key', `"${name.slice(0, 64)}" is no key of this city; separate keys by commas.`)
  })
}

function pageOf(answer: StateAnswer, from: number, id: () => string): object {
  const nodes = answer.page(from, PAGE_NODES)
  const next = from + nodes.length
  return { ...answer.head, nodes, ...(next < answer.size ? { cursor: `${id()}-${next}` } : {}) }
}

/** `GET /api/v1/state`: figures of a node and the levels below, all of one publication. PB8 */
export function stateRoute(parts: ReadParts, clock: Clock): Router {
  const held = new HeldAnswers(clock, parts.published.epoch)
  const first = (query: Query): object => {
    const node = nodeOf(parts, query.text('node'))
    const answer = takeState(parts, { node, depth: depthOf(query), keys: keysAsked(parts, query.text('keys')) })
    return pageOf(answer, 0, () => held.keep(answer, node))
  }
  const further = (cursor: string): object => {
    const [, id, from] = /^(.{1,80})-(\d{1,9})$/.exec(cursor) ?? []
    if (id === undefined) throw new RefusedQuery(400, 'bad-parameter', 'cursor is not one that this server gave.')
    return pageOf(held.find(id), Number(from), () => id)
  }
  const answer = (request: Request): object => {
    const query = new Query(request, ['node', 'depth', 'keys', 'cursor'])
    const cursor = query.text('cursor')
    return cursor === undefined ? first(query) : further(cursor)
  }
  const router = Router()
  router.get('/api/v1/state', answering(answer))
  return router
}
