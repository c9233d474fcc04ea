import express, { Router, type Request } from 'express'
import type { AlarmRules } from '../../shared/domain/alarm-rules.ts'
import { DIMENSION_USE_BODY, type DimensionUseAct } from '../../shared/domain/dimension-use.ts'
import { LONGEST_REASON } from '../../shared/domain/threshold-act.ts'
import { personalMarkIn } from '../../shared/domain/personal-marks.ts'
import type { DimensionUse } from '../../shared/protocol/source-board.ts'
import type { ActDoor } from '../ingest/act-door.ts'
import type { UseBook, WantedUse } from '../publish/use-book.ts'
import { LARGEST_ACT, answered, keyOf } from './act-answer.ts'
import { bodyReader } from './acting.ts'
import { postNames, postOf } from './posts.ts'
import { RefusedQuery } from './query.ts'
import { isoTime } from './read-parts.ts'

export interface DimensionUseParts {
  readonly alarms: Pick<AlarmRules, 'posts'>
  readonly uses: UseBook
}

/** How one wanted use of a dimension stands. PR14 */
export function toldUse({ alarms, uses: { uses } }: DimensionUseParts, { dimension, layer, rules }: WantedUse): DimensionUse {
  const said = uses.decision(dimension, layer)
  const state = uses.covers(dimension, layer) ? 'covered' : said?.approved === true ? 'approved' : 'waiting'
  const decided = said && { at: isoTime(said.at * 1000), postName: postNames(alarms, said.post), reason: said.reason }
  return { layer, rules: [...rules], state, ...(decided && { decided }) }
}

const useIn = bodyReader(DIMENSION_USE_BODY, `{dimension, layer, approved, reason (at most ${LONGEST_REASON} characters), post?}`)

/** `POST /api/v1/dimension-uses`: approves that a dimension serves in another layer than its own figure, or withdraws it. PR14 */
export function dimensionUseRoutes(parts: DimensionUseParts & { readonly acts: ActDoor }): Router {
  const { alarms, uses, acts } = parts
  const actIn = (request: Request): { readonly act: DimensionUseAct; readonly wanted: WantedUse } => {
    const { dimension, layer, approved, reason: words, post } = useIn(request)
    const reason = words.trim()
    const mark = personalMarkIn(reason)
    if (mark)
      throw new RefusedQuery(400, 'personal-data', `The reason holds what looks like a ${mark}; write it without personal data.`)
    if (reason === '') throw new RefusedQuery(400, 'bad-body', 'Say the reason.')
    const wanted = uses.wanted.find((one) => one.dimension === dimension && one.layer === layer)
    if (wanted === undefined)
      throw new RefusedQuery(404, 'unknown-use', 'No rule of that layer takes this dimension in; read /api/v1/sources.')
    if (uses.uses.covers(dimension, layer))
      throw new RefusedQuery(409, 'already-covered', 'The authorisation of its source covers this use; end it there.')
    const by = { reason, post: postOf(alarms, post), key: keyOf(request) }
    return { act: { act: 'dimension-use', dimension, layer, approved, ...by }, wanted }
  }
  const router = Router()
  router.post(
    '/api/v1/dimension-uses',
    express.json({ limit: LARGEST_ACT }),
    answered(async (request, response) => {
      const { act, wanted } = actIn(request)
      response.locals['audited'] = `${act.dimension} ${act.layer} ${act.approved ? 'approved' : 'withdrawn'}`
      if ((await acts.write(act)) === 'other-act')
        throw new RefusedQuery(409, 'key-used', 'This Idempotency-Key was used for another act; take a new one.')
      return { status: 200, body: { dimension: act.dimension, ...toldUse(parts, wanted) } }
    }),
  )
  return router
}
