import { rateLimit } from 'express-rate-limit'
import { sendProblem } from './problem.ts'

/** Tries of one address in a minute, of all accounts together; a room of desks that begin at the same hour has room in it. */
const TRIES_A_MINUTE = 120

/** Stands before whatever lets somebody in. AC6 */
export const oftenEnough = rateLimit({
  windowMs: 60_000,
  limit: TRIES_A_MINUTE,
  standardHeaders: 'draft-8',
  legacyHeaders: false,
  handler: (_request, response) =>
    sendProblem(response, { status: 429, code: 'too-often', title: 'Too many tries from this address: try again in a minute.' }),
})
