import express, { Router, type ErrorRequestHandler, type Request, type Response } from 'express'
import { visitorOf } from '../access/visitor.ts'
import type { Door, Receipt } from '../ingest/receipt.ts'
import { LogFullError } from '../log/event-log.ts'
import { pointIntoEnvelope, unwrapCloudEvent } from '../validate/cloud-event.ts'
import { sendProblem, type Problem } from './problem.ts'

export const LARGEST_BODY_BYTES = 16 * 1024 * 1024
/** Bodies read at one time, bytes; what comes on top is asked to come again. */
const READING_BYTES = 4 * LARGEST_BODY_BYTES
/** Accepted events that wait for their commit; beyond it the server is behind. */
const PENDING_EVENTS = 100_000
const RETRY_BEHIND_S = 1
const RETRY_FULL_S = 5

export interface EventsPostParts {
  readonly door: Door
  /** True while a recorded file plays: its clock is the server's, so no other events fit. */
  readonly feedOwnsClock: () => boolean
}

const PROBLEMS = {
  feedOwnsClock: {
    status: 409,
    code: 'feed-owns-the-clock',
    title: 'A recorded file plays and brings the clock; send events when it has ended.',
  },
  tooLarge: { status: 413, code: 'too-large', title: 'A body has at most 16 MiB; send several batches.' },
  format: {
    status: 415,
    code: 'unknown-format',
    title: 'Send application/x-ndjson, application/json (an array) or application/cloudevents-batch+json, as UTF-8.',
  },
  encoding: { status: 415, code: 'encoded-body', title: 'Send the body without a content encoding.' },
  notJson: { status: 400, code: 'bad-json', title: 'The body is not JSON; nothing of it was taken.' },
  notAnArray: { status: 400, code: 'not-an-array', title: 'The body is not a JSON array of events; nothing of it was taken.' },
  aborted: { status: 400, code: 'aborted', title: 'The body ended early; nothing of it was taken.' },
  behind: { status: 429, code: 'behind', title: 'The server is behind; send this batch again a little later.' },
  full: { status: 503, code: 'log-full', title: 'The log cannot be written; send this batch again when there is room.' },
} satisfies Record<string, Problem>

const FORMATS = ['application/x-ndjson', 'application/json', 'application/cloudevents-batch+json'] as const
type Format = (typeof FORMATS)[number]

function formatOf(request: Request): Format | undefined {
  const [media = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';')
  const charset = parameters.map((part) => part.trim()).find((part) => part.startsWith('charset='))
  if (charset && charset !== 'charset=utf-8' && charset !== 'charset="utf-8"') return undefined
  return FORMATS.find((format) => format === media.trim())
}

/** Express's reader of bodies names its errors by `type`. */
function bodyProblem(reason: unknown): Problem | undefined {
  const { type } = (reason ?? {}) as { readonly type?: unknown }
  if (type === 'entity.too.large') return PROBLEMS.tooLarge
  if (type === 'encoding.unsupported') return PROBLEMS.encoding
  return type === 'request.aborted' || type === 'request.size.invalid' ? PROBLEMS.aborted : undefined
}

function parseArray(body: Buffer): readonly unknown[] | Problem {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return Array.isArray(value) ? (value as readonly unknown[]) : PROBLEMS.notAnArray
  } catch {
    return PROBLEMS.notJson
  }
}

function isProblem(value: readonly unknown[] | Problem): value is Problem {
  return !Array.isArray(value)
}

async function take(door: Door, request: Request, body: Buffer): Promise<Receipt | Problem> {
  const format = formatOf(request) ?? 'application/json'
  const { source } = visitorOf(request)
  if (format === 'application/x-ndjson') return door.submit(body, 'http', undefined, source)
  const events = parseArray(body)
  if (isProblem(events)) return events
  if (format === 'application/json') return door.submit(events, 'http', undefined, source)
  const receipt = await door.submit(events.map(unwrapCloudEvent), 'http', undefined, source)
  return { ...receipt, errors: receipt.errors.map((error) => ({ ...error, pointer: pointIntoEnvelope(error.pointer) })) }
}

function answer(response: Response, outcome: Receipt | Problem): void {
  if ('status' in outcome) sendProblem(response, outcome)
  else response.status(200).json(outcome)
}

/** `POST /api/v1/events`: three formats, answered after the durable commit (contract 2). EV10 */
export function eventsPostRoute({ door, feedOwnsClock }: EventsPostParts): Router {
  let readingBytes = 0
  const admit = (request: Request, response: Response, next: () => void): void => {
    const declared = Number(request.headers['content-length'] ?? LARGEST_BODY_BYTES)
    const tooMuch = readingBytes + declared > READING_BYTES || door.pending > PENDING_EVENTS
    if (feedOwnsClock()) return sendProblem(response, PROBLEMS.feedOwnsClock)
    if (declared > LARGEST_BODY_BYTES) return sendProblem(response.set('Connection', 'close'), PROBLEMS.tooLarge)
    if (!formatOf(request)) return sendProblem(response, PROBLEMS.format)
    if (tooMuch) return sendProblem(response.set('Retry-After', String(RETRY_BEHIND_S)), PROBLEMS.behind)
    readingBytes += declared
    response.once('close', () => (readingBytes -= declared))
    next()
  }
  const read = express.raw({ type: () => true, limit: LARGEST_BODY_BYTES, inflate: false })
  const submit = async (request: Request, response: Response): Promise<void> => {
    const body: unknown = request.body
    try {
      answer(response, await take(door, request, Buffer.isBuffer(body) ? body : Buffer.alloc(0)))
    } catch (reason) {
      if (!(reason instanceof LogFullError)) throw reason
      sendProblem(response.set('Retry-After', String(RETRY_FULL_S)), PROBLEMS.full)
    }
  }
  const refuseBody: ErrorRequestHandler = (reason, _request, response, next) => {
    const problem = bodyProblem(reason)
    if (problem) sendProblem(response, problem)
    else next(reason)
  }
  const router = Router()
  router.post('/api/v1/events', admit, read, submit)
  router.use('/api/v1/events', refuseBody)
  return router
}
