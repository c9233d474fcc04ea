import type { Request, RequestHandler, Response } from 'express'
import { LogFullError } from '../log/event-log.ts'
import { sendProblem } from './problem.ts'
import { RefusedQuery } from './query.ts'

/** Largest body of an act. */
export const LARGEST_ACT = '8kb'
const KEY = /^[\x21-\x7e]{1,128}$/

/** Hands a refusal to the caller as its problem, a full log as 503; anything else is the server's failure. */
export function answered(
  answer: (request: Request, response: Response) => Promise<{ readonly status: number; readonly body: object }>,
): RequestHandler {
  return async (request, response) => {
    try {
      const { status, body } = await answer(request, response)
      response.status(status).set('Cache-Control', 'no-store').json(body)
    } catch (reason) {
      if (reason instanceof RefusedQuery) sendProblem(response, reason.problem)
      else if (reason instanceof LogFullError)
        sendProblem(response.set('Retry-After', '5'), {
          status: 503,
          code: 'log-full',
          title: 'The log cannot be written; nothing was done, try again when there is room.',
        })
      else throw reason
    }
  }
}

/** The sender's key of repetition, '' for none. */
export function keyOf(request: Request): string {
  const key = request.get('idempotency-key') ?? ''
  if (key === '' || KEY.test(key)) return key
  throw new RefusedQuery(400, 'bad-key', 'Idempotency-Key is 1 to 128 visible ASCII characters.')
}
