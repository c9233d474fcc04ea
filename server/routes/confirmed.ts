import express, { Router, type Request } from 'express'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import type { AlarmRules } from '../../shared/domain/alarm-rules.ts'
import { CONFIRM_BODY } from '../../shared/domain/briefing-act.ts'
import { hasNumber } from '../../shared/figures/value-state.ts'
import type { ConfirmedList } from '../../shared/protocol/briefing-room.ts'
import type { ActDoor } from '../ingest/act-door.ts'
import type { BriefingBook } from '../publish/briefing-book.ts'
import { LARGEST_ACT, answered, keyOf } from './act-answer.ts'
import { postOf } from './posts.ts'
import { Query, RefusedQuery, answering } from './query.ts'
import { isoTime, nodeOf, type ReadParts } from './read-parts.ts'

export interface ConfirmedParts extends ReadParts {
  readonly acts: ActDoor
  readonly briefings: BriefingBook
  readonly posts: AlarmRules['posts']
}

/** A confirmation is shown for so long. */
const SHOWN_S = 86_400
const bodyCheck = TypeCompiler.Compile(CONFIRM_BODY)

async function confirm(parts: ConfirmedParts, request: Request) {
  const { published, tree, acts, posts } = parts
  const body: unknown = request.body
  if (!bodyCheck.Check(body)) throw new RefusedQuery(400, 'bad-body', 'Send {node, key, post} as JSON.')
  const { key } = body
  const post = postOf({ posts }, body.post)
  const node = nodeOf(parts, body.node)
  const at = published.keys.findIndex((def) => def.key === key)
  const shown = at >= 0 && published.keysAt(tree.level(node)).includes(at) ? published.state(at, node) : 'none'
  if (!hasNumber(shown))
    throw new RefusedQuery(
      409,
      'no-number',
      'No number is published for this figure at this place, so there is nothing to stand by.',
    )
  const { seq, asOf } = published
  const act = {
    act: 'figure-confirmed' as const,
    node: tree.code(node),
    figure: key,
    v: published.value(at, node),
    asOf,
    seq,
    post,
  }
  const receipt = await acts.write({ ...act, key: keyOf(request) })
  if (receipt === 'other-act')
    throw new RefusedQuery(409, 'key-used', 'This Idempotency-Key was used for another act; take a new one.')
  return { status: 200, body: { node: act.node, key, v: act.v, asOf: isoTime(asOf * 1000), post } }
}

function list(parts: ConfirmedParts, request: Request): ConfirmedList {
  const { published, tree, briefings, posts } = parts
  const node = tree.code(nodeOf(parts, new Query(request, ['node']).text('node')))
  const figures = briefings.confirmed(node, published.asOf - SHOWN_S).map(({ act: { figure, v, asOf, post } }) => {
    const postName = posts.find(({ code }) => code === post)?.name ?? { zh: post, en: post }
    return { key: figure, v, asOf: isoTime(asOf * 1000), post, postName }
  })
  return { node, figures }
}

/** `GET` and `POST /api/v1/confirmed`: a post stands by a figure as it is published now. BR5 */
export function confirmedRoutes(parts: ConfirmedParts): Router {
  const router = Router()
  router.get(
    '/api/v1/confirmed',
    answering((request) => list(parts, request)),
  )
  router.post(
    '/api/v1/confirmed',
    express.json({ limit: LARGEST_ACT }),
    answered((request) => confirm(parts, request)),
  )
  return router
}
