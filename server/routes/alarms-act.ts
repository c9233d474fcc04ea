import express, { Router, type Request } from 'express'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import { ALARM_ACT_BODY, LONGEST_COMMENT, type AlarmAct, type AlarmActBody } from '../../shared/domain/alarm-act.ts'
import { alarmCards } from '../../shared/domain/alarm-cards.ts'
import { ALARM_ACTIONS, type AlarmAction, type AlarmStanding } from '../../shared/domain/alarm.ts'
import { personalMarkIn } from '../../shared/domain/personal-marks.ts'
import type { ActDoor, ActReceipt } from '../ingest/act-door.ts'
import { LARGEST_ACT, answered, keyOf } from './act-answer.ts'
import type { AlarmRouteParts } from './alarm-words.ts'
import { areaIn } from './alarms-list.ts'
import { RefusedQuery } from './query.ts'
import { insideOf, isoTime } from './read-parts.ts'

export interface AlarmActParts extends AlarmRouteParts {
  readonly acts: ActDoor
}

const SHELVED_MINUTES = 30
const UNDO_SECONDS = 10

const bodyCheck = TypeCompiler.Compile(ALARM_ACT_BODY)

function bodyOf(request: Request): AlarmActBody {
  const body: unknown = request.body ?? {}
  if (bodyCheck.Check(body)) return body
  const fault = bodyCheck.Errors(body).First()
  const where = fault ? `${fault.path || '/'}: ${fault.message}` : 'not an object'
  throw new RefusedQuery(
    400,
    'bad-body',
    `Send {post?, comment? (at most ${LONGEST_COMMENT} characters), minutes?} as JSON: ${where}.`,
  )
}

/** Says why an act cannot be; undefined where it can. AL4 */
function refusalOf(action: AlarmAction, alarm: AlarmStanding, clock: number): RefusedQuery | undefined {
  const conflict = (code: string, title: string) => new RefusedQuery(409, code, title)
  if (action === 'shelve' && alarm.level <= 2)
    return conflict('always-visible', 'Alarms of levels 1 and 2 stay visible; they cannot be shelved.')
  if (action === 'unshelve' && !alarm.shelved) return conflict('not-shelved', 'This alarm is not shelved.')
  if (action === 'unack' && !(alarm.ack && clock - alarm.ack.at <= UNDO_SECONDS))
    return conflict('too-late-to-undo', `An acknowledgement can be taken back for ${UNDO_SECONDS} seconds.`)
  return undefined
}

/** `POST /api/v1/alarms/ID/ACTION`: a desk's act, answered after the durable commit. AL4 */
export function alarmsActRoute(parts: AlarmActParts): Router {
  const { published, alarms: rules, acts, tree } = parts
  const posts = new Set(rules.posts.map(({ code }) => code))
  const areaOf = areaIn(tree)
  /** One alarm by its id, or all of a card of the queue. */
  const alarmsOf = (id: string, inside: (node: number) => boolean): readonly AlarmStanding[] => {
    const all = published.alarms().filter(({ node }) => inside(node))
    const one = all.find((alarm) => alarm.id === id)
    if (one) return [one]
    const group = id.startsWith('group~') ? alarmCards(all, areaOf).find((card) => card.id === id) : undefined
    if (group) return group.alarms
    throw new RefusedQuery(404, 'unknown-alarm', 'No alarm of the list has this id; read /api/v1/alarms again.')
  }
  const actOf = (request: Request): AlarmAct => {
    const { id = '', action } = request.params as { readonly id?: string; readonly action?: string }
    const known = ALARM_ACTIONS.find((word) => word === action)
    if (!known) throw new RefusedQuery(404, 'unknown-act', `An alarm takes ${ALARM_ACTIONS.join(', ')}.`)
    const { post = rules.posts[0]?.code ?? '', comment = '', minutes = SHELVED_MINUTES } = bodyOf(request)
    if (!posts.has(post)) throw new RefusedQuery(400, 'unknown-post', `post is one of ${[...posts].join(', ')}; never a person.`)
    const mark = personalMarkIn(comment)
    if (mark)
      throw new RefusedQuery(400, 'personal-data', `The comment holds what looks like a ${mark}; write it without personal data.`)
    const alarms = alarmsOf(id, insideOf(tree, request))
    const refused = alarms.map((alarm) => refusalOf(known, alarm, published.asOf)).find((refusal) => refusal !== undefined)
    if (refused) throw refused
    const ids = alarms.map((alarm) => alarm.id)
    return { act: 'alarm', action: known, ids, post, comment, minutes: known === 'shelve' ? minutes : 0, key: keyOf(request) }
  }
  const answer = async (request: Request) => {
    const act = actOf(request)
    const receipt = await acts.write(act)
    if (receipt === 'other-act')
      throw new RefusedQuery(409, 'key-used', 'This Idempotency-Key was used for another act; take a new one.')
    return { status: 200, body: { ...told(act, receipt), logSeq: published.logSeq } }
  }
  const router = Router()
  router.post('/api/v1/alarms/:id/:action', express.json({ limit: LARGEST_ACT }), answered(answer))
  return router
}

function told({ action, ids, post, minutes }: AlarmAct, { at }: ActReceipt): object {
  const until = action === 'shelve' ? { until: isoTime((at + minutes * 60) * 1000) } : {}
  return { action, ids, post, at: isoTime(at * 1000), ...until }
}
