import express, { Router, type Request } from 'express'
import { createHash, randomBytes } from 'node:crypto'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import { ACT_NEEDS, CASE_ACT_BODY, CASE_RECEIPT_BODY, type CaseAct, type CaseActBody } from '../../shared/domain/case-act.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import { personalMarkIn } from '../../shared/domain/personal-marks.ts'
import { SIGNATURE_HEADER, isSigned } from '../outbox/signature.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { CaseFiles } from '../publish/case-files.ts'
import { LARGEST_ACT, answered, keyOf } from './act-answer.ts'
import { RefusedQuery } from './query.ts'
import { isoTime } from './read-parts.ts'

export interface CaseActParts {
  readonly cases: CaseFiles
  readonly catalogue: Catalogue
  readonly posts: readonly { readonly code: string }[]
  /** Undefined where no system of record is configured. */
  readonly record: { readonly outbox: Outbox; readonly secret: string; readonly wallSecond: () => number } | undefined
  readonly clockSecond: () => number
}

const bodyCheck = TypeCompiler.Compile(CASE_ACT_BODY)
const receiptCheck = TypeCompiler.Compile(CASE_RECEIPT_BODY)

function bodyOf(request: Request): CaseActBody {
  const body: unknown = request.body
  if (bodyCheck.Check(body)) return body
  const fault = bodyCheck.Errors(body).First()
  throw new RefusedQuery(
    400,
    'bad-body',
    `Send {action, post?, comment?, unit?, reason?, dueAt?} as JSON: ${fault?.path ?? '/'}: ${fault?.message ?? 'not an object'}.`,
  )
}

/** The act's own number: follows from the key of repetition, so that a repeated act is the same act. */
function idOf(key: string, caseId: string): string {
  return key === '' ? randomBytes(12).toString('hex') : createHash('sha256').update(`${caseId} ${key}`).digest('hex').slice(0, 24)
}

class CaseActAnswers {
  readonly #parts: CaseActParts

  constructor(parts: CaseActParts) {
    this.#parts = parts
  }

  #checkWords({ action, post, comment = '', unit, reason, dueAt, ...rest }: CaseActBody): void {
    const { catalogue, posts, clockSecond } = this.#parts
    const refuse = (code: string, title: string) => {
      throw new RefusedQuery(400, code, title)
    }
    const needed = ACT_NEEDS[action]
    if (needed !== undefined && { unit, reason, dueAt, ...rest }[needed] === undefined)
      refuse('bad-body', `${action} needs ${needed}.`)
    if (post !== undefined && !posts.some(({ code }) => code === post))
      refuse('unknown-post', 'post is one of the posts of the city; never a person.')
    if (unit !== undefined && !catalogue.units.some(({ code }) => code === unit))
      refuse('unknown-unit', 'unit is one of the codes in /api/v1/city.')
    if (reason !== undefined && !catalogue.reasons.some(({ code }) => code === reason))
      refuse('unknown-reason', 'reason is one of the codes in /api/v1/city.')
    if (dueAt !== undefined && !(Date.parse(dueAt) > clockSecond() * 1000))
      refuse('bad-due-time', 'dueAt is an ISO 8601 time with offset that is still to come.')
    const mark = personalMarkIn(comment)
    if (mark) refuse('personal-data', `The comment holds what looks like a ${mark}; write it without personal data.`)
  }

  #actOf(request: Request): CaseAct {
    const caseId = String(request.params['id'])
    const found = this.#parts.cases.one(caseId)
    if (found === undefined) throw new RefusedQuery(404, 'unknown-case', 'No case of this number is remembered.')
    const body = bodyOf(request)
    this.#checkWords(body)
    if ((found.life === 'open') === (body.action === 'reopen'))
      throw new RefusedQuery(
        409,
        found.life === 'open' ? 'case-open' : 'case-ended',
        found.life === 'open' ? 'An open case cannot be reopened.' : 'The case has ended; it can only be reopened.',
      )
    const key = keyOf(request)
    const { post = this.#parts.posts[0]?.code ?? '', comment = '', ...asked } = body
    return { act: 'case', id: idOf(key, caseId), caseId, post, comment, ...asked, key }
  }

  async act(request: Request): Promise<{ status: number; body: object }> {
    const { record } = this.#parts
    if (record === undefined)
      throw new RefusedQuery(
        501,
        'no-system-of-record',
        'No system of record is configured (--record-url): act on the case where it is kept, by its number.',
      )
    const act = this.#actOf(request)
    const receipt = await record.outbox.send(act)
    if (receipt === 'other-act')
      throw new RefusedQuery(409, 'key-used', 'This Idempotency-Key was used for another act; take a new one.')
    const { id, caseId, action, post } = act
    const { state = 'awaiting' } = record.outbox.of(caseId).find((held) => held.act.id === id) ?? {}
    return { status: 202, body: { id, case: caseId, action, post, at: isoTime(receipt.at * 1000), state } }
  }

  async receipt(request: Request): Promise<{ status: number; body: object }> {
    const { record } = this.#parts
    const raw = Buffer.isBuffer(request.body) ? request.body.toString() : ''
    const signed = record && isSigned(request.get(SIGNATURE_HEADER), raw, { secret: record.secret, second: record.wallSecond() })
    if (!record || !signed)
      throw new RefusedQuery(401, 'not-signed', 'Sign the receipt with the shared secret: Gridwall-Signature: t=SECOND,v1=HMAC.')
    let body: unknown
    try {
      body = JSON.parse(raw)
    } catch {
      throw new RefusedQuery(400, 'bad-json', 'The receipt is not JSON.')
    }
    if (!receiptCheck.Check(body)) throw new RefusedQuery(400, 'bad-body', 'Send {status: received or refused, number?} as JSON.')
    const known = await record.outbox.receive(String(request.params['id']), body.status, body.number ?? '')
    if (!known) throw new RefusedQuery(404, 'unknown-act', 'No act of this number was handed over.')
    return { status: 200, body: { status: body.status } }
  }
}

/** `POST /api/v1/cases/ID/acts` hands an act over; `POST /api/v1/acts/ID/receipt` takes its signed receipt. OB1 OB3 */
export function caseActRoutes(parts: CaseActParts): Router {
  const answers = new CaseActAnswers(parts)
  const router = Router()
  router.post(
    '/api/v1/cases/:id/acts',
    express.json({ limit: LARGEST_ACT }),
    answered((request) => answers.act(request)),
  )
  router.post(
    '/api/v1/acts/:id/receipt',
    express.raw({ type: () => true, limit: LARGEST_ACT }),
    answered((request) => answers.receipt(request)),
  )
  return router
}
