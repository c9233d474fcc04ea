import express, { Router, type Request } from 'express'
import { createHash, randomBytes } from 'node:crypto'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import { BRIEFING_BODY, ROOM_BODY } from '../../shared/domain/briefing-act.ts'
import { personalMarkIn } from '../../shared/domain/personal-marks.ts'
import type { KeptAnswer, RoomState } from '../../shared/protocol/briefing-room.ts'
import type { ActDoor } from '../ingest/act-door.ts'
import type { BriefingBook } from '../publish/briefing-book.ts'
import { answered, keyOf } from './act-answer.ts'
import { briefingDocx } from './briefing-docx.ts'
import type { BriefingRoom } from './briefing-room.ts'
import { keptBriefing, type KeptParts } from './kept-figures.ts'
import { sendProblem } from './problem.ts'
import { RefusedQuery, answering, refuseParameters } from './query.ts'
import { isoTime } from './read-parts.ts'

export interface BriefingParts extends KeptParts {
  readonly acts: ActDoor
  readonly briefings: BriefingBook
  readonly room: BriefingRoom
}

const LARGEST_BRIEFING = '32kb'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const bodyCheck = TypeCompiler.Compile(BRIEFING_BODY)
const roomCheck = TypeCompiler.Compile(ROOM_BODY)

class BriefingAnswers {
  readonly #parts: BriefingParts

  constructor(parts: BriefingParts) {
    this.#parts = parts
  }

  room(request: Request): RoomState {
    refuseParameters(request)
    return this.#parts.room.state
  }

  async turn(request: Request) {
    const body: unknown = request.body
    if (!roomCheck.Check(body))
      throw new RefusedQuery(400, 'bad-body', 'Send {code, scene?, frozen?, visitors?, naming?} as JSON; code has six digits.')
    const { room, acts } = this.#parts
    const before = room.state.visitors
    const answer = room.take(body)
    if (answer === 'too-many') throw new RefusedQuery(429, 'too-many-codes', 'Too many wrong codes: wait a minute.')
    if (answer === 'wrong-code') throw new RefusedQuery(403, 'wrong-code', 'The screens show another code.')
    const { visitors } = room.state
    if (visitors !== before) await acts.write({ act: 'briefing-visit', visitors, key: '' })
    return { status: 200, body: room.state }
  }

  async keep(request: Request) {
    const body: unknown = request.body
    if (!bodyCheck.Check(body)) {
      const fault = bodyCheck.Errors(body).First()
      throw new RefusedQuery(400, 'bad-body', `Not a briefing: ${fault?.path ?? '/'}: ${fault?.message ?? 'not an object'}.`)
    }
    const said = body.scenes.flatMap(({ title, text, figures }) => [title, text, ...figures.map(({ label }) => label)])
    const mark = said.map(personalMarkIn).find((found) => found !== undefined)
    if (mark)
      throw new RefusedQuery(400, 'personal-data', `A sentence holds what looks like a ${mark}; write it without personal data.`)
    const kept = keptBriefing(this.#parts, body)
    const digest = createHash('sha256').update(JSON.stringify(kept)).digest('hex')
    const id = randomBytes(12).toString('hex')
    const receipt = await this.#parts.acts.write({ act: 'briefing-kept', id, digest, kept, key: keyOf(request) })
    if (receipt === 'other-act')
      throw new RefusedQuery(409, 'key-used', 'This Idempotency-Key was used for another act; take a new one.')
    return { status: 201, body: { id, digest, at: isoTime(receipt.at * 1000), kept } satisfies KeptAnswer }
  }

  #found(request: Request) {
    const found = this.#parts.briefings.find(String(request.params['id']))
    if (found !== undefined) return found
    throw new RefusedQuery(404, 'unknown-briefing', 'No briefing of this number was kept.')
  }

  one(request: Request): KeptAnswer {
    refuseParameters(request)
    const { act, at } = this.#found(request)
    return { id: act.id, digest: act.digest, at: isoTime(at * 1000), kept: act.kept }
  }

  async docx(request: Request): Promise<Buffer> {
    refuseParameters(request)
    return briefingDocx(this.#found(request).act)
  }
}

/** `/api/v1/briefing`: the room of screens and its tablet; `/api/v1/briefings`: what was kept, also as a document. BR1 BR2 BR4 */
export function briefingRoutes(parts: BriefingParts): Router {
  const answers = new BriefingAnswers(parts)
  const router = Router()
  const json = express.json({ limit: LARGEST_BRIEFING })
  router.get(
    '/api/v1/briefing',
    answering((request) => answers.room(request)),
  )
  router.post(
    '/api/v1/briefing',
    json,
    answered((request) => answers.turn(request)),
  )
  router.post(
    '/api/v1/briefings',
    json,
    answered((request) => answers.keep(request)),
  )
  router.get(
    '/api/v1/briefings/:id',
    answering((request) => answers.one(request)),
  )
  router.get('/api/v1/briefings/:id/docx', async (request, response) => {
    try {
      const file = await answers.docx(request)
      response.set({ 'Cache-Control': 'no-store', 'Content-Disposition': 'attachment; filename="briefing.docx"' })
      response.type(DOCX).send(file)
    } catch (reason) {
      if (!(reason instanceof RefusedQuery)) throw reason
      sendProblem(response, reason.problem)
    }
  })
  return router
}
