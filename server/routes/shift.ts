import express, { Router, type Request } from 'express'
import { createHash, randomBytes } from 'node:crypto'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import {
  HANDOVER_BODY,
  LONGEST_NOTE,
  NOTE_KEPT_DAYS,
  SHIFT_NOTE_BODY,
  type HandoverBody,
  type HandoverSheet,
} from '../../shared/domain/shift-act.ts'
import type { DeskAct } from '../../shared/domain/desk-act.ts'
import { personalMarkIn } from '../../shared/domain/personal-marks.ts'
import type { HandoverAnswer, NoteList, ToldHandover } from '../../shared/protocol/shift-log.ts'
import { visitorOf } from '../access/visitor.ts'
import type { ActDoor, ActReceipt } from '../ingest/act-door.ts'
import type { Handover } from '../publish/shift-book.ts'
import { LARGEST_ACT, answered, keyOf } from './act-answer.ts'
import { handoverSheets, type HandoverParts } from './handover-sheet.ts'
import { postNames, postOf } from './posts.ts'
import { Query, RefusedQuery, answering, refuseParameters } from './query.ts'
import { insideOf, isoTime, nodeFacts, nodeOf } from './read-parts.ts'

export interface ShiftParts extends HandoverParts {
  readonly acts: ActDoor
}

/** Handovers told beside the sheet. */
const BEGUN_TOLD = 5

const noteCheck = TypeCompiler.Compile(SHIFT_NOTE_BODY)
const handoverCheck = TypeCompiler.Compile(HANDOVER_BODY)
const digestOf = (sheet: HandoverSheet) => createHash('sha256').update(JSON.stringify(sheet)).digest('hex')
const isoSecond = (second: number) => isoTime(second * 1000)

function badBody(says: string): RefusedQuery {
  return new RefusedQuery(400, 'bad-body', says)
}

class ShiftAnswers {
  readonly #parts: ShiftParts
  readonly #sheetFor: (post: string) => HandoverSheet

  constructor(parts: ShiftParts) {
    this.#parts = parts
    this.#sheetFor = handoverSheets(parts)
  }

  get #posts() {
    return this.#parts.alarms.posts
  }

  async #write(act: DeskAct): Promise<ActReceipt> {
    const receipt = await this.#parts.acts.write(act)
    if (receipt !== 'other-act') return receipt
    throw new RefusedQuery(409, 'key-used', 'This Idempotency-Key was used for another act; take a new one.')
  }

  notes(request: Request): NoteList {
    refuseParameters(request)
    const { published, book, tree } = this.#parts
    const inside = insideOf(tree, request)
    const seen = book.notes(published.asOf).filter(({ act: { node } }) => inside(tree.indexOf(node)))
    const notes = seen.map(({ act: { text, post, node }, seq, at }) => {
      const place = nodeFacts(tree, Math.max(0, tree.indexOf(node))).name
      return { seq, at: isoSecond(at), post, postName: postNames(this.#parts.alarms, post), node, place, text }
    })
    return { asOf: isoSecond(published.asOf), keptDays: NOTE_KEPT_DAYS, posts: this.#posts, notes }
  }

  async note(request: Request) {
    const body: unknown = request.body
    if (!noteCheck.Check(body)) throw badBody(`Send {text, post?, node?} as JSON; text has 1 to ${LONGEST_NOTE} characters.`)
    const text = body.text.trim()
    if (text === '') throw badBody('The note is empty.')
    const mark = personalMarkIn(text)
    if (mark)
      throw new RefusedQuery(400, 'personal-data', `The note holds what looks like a ${mark}; write it without personal data.`)
    const { tree } = this.#parts
    const at = nodeOf(this.#parts, body.node ?? visitorOf(request).area)
    if (!insideOf(tree, request)(at)) throw new RefusedQuery(403, 'outside-area', 'This lies outside the area of this account.')
    const node = tree.code(at)
    const act = { act: 'shift-note' as const, text, post: postOf(this.#parts.alarms, body.post), node, key: keyOf(request) }
    const receipt = await this.#write(act)
    return { status: 201, body: { seq: receipt.seq, at: isoSecond(receipt.at), post: act.post, node } }
  }

  #told({ given, taken }: Handover): ToldHandover {
    const signed = (post: string, at: number) => ({ post, postName: postNames(this.#parts.alarms, post), at: isoSecond(at) })
    const { id, digest, sheet, post } = given.act
    return { id, digest, sheet, given: signed(post, given.at), taken: taken && signed(taken.act.post, taken.at) }
  }

  handover(request: Request): HandoverAnswer {
    const query = new Query(request, ['post'])
    const sheet = this.#sheetFor(postOf(this.#parts.alarms, query.text('post')))
    const begun = this.#parts.book.handovers().slice(0, BEGUN_TOLD)
    return { posts: this.#posts, sheet, begun: begun.map((handover) => this.#told(handover)) }
  }

  #given(post: string, key: string): DeskAct & { readonly id: string } {
    const sheet = this.#sheetFor(post)
    const id = key === '' ? randomBytes(12).toString('hex') : createHash('sha256').update(key).digest('hex').slice(0, 24)
    return { act: 'handover-given', id, post, digest: digestOf(sheet), sheet, key }
  }

  #taken({ post, id, digest }: HandoverBody, key: string): DeskAct & { readonly id: string } {
    if (id === undefined || digest === undefined)
      throw badBody('Taking over needs the id and the digest of the sheet that was read.')
    const begun = this.#parts.book.handover(id)
    if (begun === undefined) throw new RefusedQuery(404, 'unknown-handover', 'No handover of this number was begun.')
    if (begun.given.act.digest !== digest)
      throw new RefusedQuery(409, 'other-sheet', 'The digest is not that of the sheet that was given; read it again.')
    if (begun.taken && (key === '' || begun.taken.act.key !== key))
      throw new RefusedQuery(409, 'already-taken', 'This handover has been signed by both sides.')
    return { act: 'handover-taken', id, from: begun.given.act.post, post, digest, key }
  }

  async sign(request: Request) {
    const body: unknown = request.body
    if (!handoverCheck.Check(body)) throw badBody('Send {side: gives or takes, post, id?, digest?} as JSON.')
    const key = keyOf(request)
    postOf(this.#parts.alarms, body.post)
    const act = body.side === 'gives' ? this.#given(body.post, key) : this.#taken(body, key)
    const before = body.side === 'gives' ? this.#parts.book.handover(act.id) : undefined
    if (before === undefined) await this.#write(act)
    const signed = this.#parts.book.handover(act.id)
    if (signed === undefined) throw new Error('a signed handover is not in the book')
    return { status: 200, body: this.#told(signed) }
  }
}

/** `/api/v1/shift/notes` and `/api/v1/shift/handover`: the shift log and the handover, for staff desks. SH1 SH3 */
export function shiftRoutes(parts: ShiftParts): Router {
  const answers = new ShiftAnswers(parts)
  const router = Router()
  const json = express.json({ limit: LARGEST_ACT })
  router.get(
    '/api/v1/shift/notes',
    answering((request) => answers.notes(request)),
  )
  router.post(
    '/api/v1/shift/notes',
    json,
    answered((request) => answers.note(request)),
  )
  router.get(
    '/api/v1/shift/handover',
    answering((request) => answers.handover(request)),
  )
  router.post(
    '/api/v1/shift/handover',
    json,
    answered((request) => answers.sign(request)),
  )
  return router
}
