import type { Request, RequestHandler, Response } from 'express'
import { sendProblem, type Problem } from './problem.ts'

/** A request that cannot be answered as asked; becomes `application/problem+json`. */
export class RefusedQuery extends Error {
  readonly problem: Problem
  constructor(status: number, code: string, title: string) {
    super(title)
    this.problem = { status, code, title }
  }
}

/** The query's parameters; a misspelt or repeated one is refused rather than ignored. */
export class Query {
  readonly #values: ReadonlyMap<string, string>

  constructor(request: Request, known: readonly string[]) {
    const values = new Map<string, string>()
    for (const [name, value] of new URLSearchParams(request.url.split('?')[1] ?? '')) {
      if (!known.includes(name)) {
        const takes = known.length === 0 ? 'no parameters' : known.join(', ')
        const title = `"${name.slice(0, 40)}" is not known here; this call takes ${takes}.`
        throw new RefusedQuery(400, 'unknown-parameter', title)
      }
      if (values.has(name)) throw new RefusedQuery(400, 'repeated-parameter', `Give ${name} once.`)
      values.set(name, value)
    }
    this.#values = values
  }

  text(name: string): string | undefined {
    return this.#values.get(name)
  }

  whole(name: string, highest: number): number | undefined {
    const text = this.#values.get(name)
    if (text === undefined) return undefined
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
    if (value <= highest) return value
    throw new RefusedQuery(400, 'bad-parameter', `${name} is a whole number from 0 to ${highest}.`)
  }

  /** Undefined where it is not said. */
  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const text = this.#values.get(name)
    const word = words.find((one) => one === text)
    if (text === undefined || word !== undefined) return word
    throw new RefusedQuery(400, 'bad-parameter', `${name} is one of ${words.join(', ')}.`)
  }

  /** Undefined where it is not said. */
  truth(name: string): boolean | undefined {
    const text = this.#values.get(name)
    if (text === undefined) return undefined
    if (text === 'true' || text === 'false') return text === 'true'
    throw new RefusedQuery(400, 'bad-parameter', `${name} is true or false.`)
  }

  /** Epoch ms of an ISO 8601 time with offset. */
  time(name: string): number | undefined {
    const text = this.#values.get(name)
    if (text === undefined) return undefined
    const ms = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN
    if (!Number.isNaN(ms)) return ms
    throw new RefusedQuery(400, 'bad-parameter', `${name} is an ISO 8601 time with offset, e.g. 2026-01-31T08:00:00+08:00.`)
  }
}

/** For calls without parameters. */
export function refuseParameters(request: Request): void {
  void new Query(request, [])
}

/** A GET whose answer is never cached; a `RefusedQuery` becomes its problem. */
export function answering(answer: (request: Request) => object): RequestHandler {
  return answeringBy((request, response) => response.json(answer(request)))
}

/** The same for a page of HTML. */
export function answeringPage(render: (request: Request) => string): RequestHandler {
  return answeringBy((request, response) => response.type('text/html').send(render(request)))
}

function answeringBy(answer: (request: Request, response: Response) => void): RequestHandler {
  return (request: Request, response: Response) => {
    try {
      answer(request, response.set('Cache-Control', 'no-store'))
    } catch (reason) {
      if (!(reason instanceof RefusedQuery)) throw reason
      sendProblem(response, reason.problem)
    }
  }
}
