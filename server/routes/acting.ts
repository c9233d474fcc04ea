import type { TSchema, Static } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import express, { type Request, type RequestHandler, type Response } from 'express'
import { sendProblem } from './problem.ts'
import { RefusedQuery } from './query.ts'

/** Largest body of a call that acts on accounts, sessions or devices. */
const LARGEST_BODY = '4kb'

/** Reads the body of a call that acts. */
export const readBody: RequestHandler = express.json({ limit: LARGEST_BODY })

/** A POST whose answer is never cached; a `RefusedQuery` becomes its problem. */
export function acting(answer: (request: Request, response: Response) => Promise<object>): RequestHandler {
  return async (request, response) => {
    try {
      const told = await answer(request, response)
      response.set('Cache-Control', 'no-store').json(told)
    } catch (reason) {
      if (!(reason instanceof RefusedQuery)) throw reason
      sendProblem(response, reason.problem)
    }
  }
}

/** Reader of bodies of one form; `form` says it in words. */
export function bodyReader<T extends TSchema>(schema: T, form: string): (request: Request) => Static<T> {
  const check = TypeCompiler.Compile(schema)
  return (request) => {
    const body: unknown = request.body ?? {}
    if (check.Check(body)) return body
    const fault = check.Errors(body).First()
    throw new RefusedQuery(400, 'bad-body', `Send ${form} as JSON: ${fault?.path || '/'}: ${fault?.message ?? 'not an object'}.`)
  }
}
