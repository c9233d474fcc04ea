import { createHash, randomBytes } from 'node:crypto'
import express, { Router, type Request } from 'express'
import type { AlarmRule, AlarmRules } from '../../shared/domain/alarm-rules.ts'
import type { CityCalendar } from '../../shared/domain/calendar.ts'
import { personalMarkIn } from '../../shared/domain/personal-marks.ts'
import {
  LONGEST_REASON,
  THRESHOLD_BODY,
  THRESHOLD_DECISION_BODY,
  type ThresholdAct,
  type ThresholdDecided,
  type ThresholdProposed,
} from '../../shared/domain/threshold-act.ts'
import type { ThresholdList, ToldEdit } from '../../shared/protocol/threshold-list.ts'
import { isNight } from '../../shared/rules/night-hours.ts'
import { cutFault, cutsOf } from '../../shared/rules/threshold-cuts.ts'
import { stateOf, type ThresholdEdit } from '../../shared/rules/threshold-edits.ts'
import { visitorOf } from '../access/visitor.ts'
import type { ActDoor } from '../ingest/act-door.ts'
import type { Published } from '../publish/published.ts'
import type { ThresholdBook } from '../publish/threshold-book.ts'
import { LARGEST_ACT, answered, keyOf } from './act-answer.ts'
import { bodyReader } from './acting.ts'
import { postNames, postOf } from './posts.ts'
import { RefusedQuery, answering, refuseParameters } from './query.ts'
import { isoTime } from './read-parts.ts'

export interface ThresholdParts {
  readonly alarms: AlarmRules
  readonly thresholds: ThresholdBook
  readonly published: Pick<Published, 'asOf'>
  readonly acts: ActDoor
  readonly calendar: CityCalendar
  /** The city's clock, epoch seconds: the stamp that an act will have. */
  readonly citySecond: () => number
}

const EDITS_TOLD = 20
const isoSecond = (second: number) => isoTime(second * 1000)
const printOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24)
/** Who acts, told apart for one edit: the account, or the post where nobody signs in. AL14 */
const markOf = (request: Request, id: string, post: string) => printOf(`${id} ${visitorOf(request).name || `post ${post}`}`)

const proposalIn = bodyReader(THRESHOLD_BODY, `{rule, cuts, reason (at most ${LONGEST_REASON} characters), post?, alone?}`)
const decisionIn = bodyReader(THRESHOLD_DECISION_BODY, '{post?}')

class ThresholdAnswers {
  readonly #parts: ThresholdParts

  constructor(parts: ThresholdParts) {
    this.#parts = parts
  }

  get #edits() {
    return this.#parts.thresholds.edits
  }

  #told(request: Request, edit: ThresholdEdit, second: number): ToldEdit {
    const { id, rule, cuts, before, reason, post, at, until, decided, by } = edit
    return {
      id,
      rule,
      name: this.#parts.alarms.rules.find((one) => one.id === rule)?.name ?? { zh: rule, en: rule },
      cuts,
      before,
      reason,
      state: stateOf(edit, second),
      at: isoSecond(at),
      postName: postNames(this.#parts.alarms, post),
      until: until === 0 ? undefined : isoSecond(until),
      decided: decided && { at: isoSecond(decided.at), postName: postNames(this.#parts.alarms, decided.post) },
      own: visitorOf(request).name !== '' && by === markOf(request, id, post),
    }
  }

  list(request: Request): ThresholdList {
    refuseParameters(request)
    const { alarms, published, calendar } = this.#parts
    const { asOf } = published
    const { night } = alarms
    const rules = alarms.rules.flatMap((rule) => {
      const [pack, cuts] = [cutsOf(rule), cutsOf(this.#edits.inForce(rule, asOf))]
      const { id, name, kind, level } = rule
      return Object.keys(pack).length === 0 ? [] : [{ id, name, kind, level, cuts, pack }]
    })
    return {
      asOf: isoSecond(asOf),
      version: this.#edits.version(asOf),
      posts: alarms.posts,
      alone: night && { now: isNight(night, calendar, asOf), minutes: night.limitMinutes },
      mayDecide: visitorOf(request).permissions.has('approve-thresholds'),
      rules,
      edits: this.#edits.all.slice(0, EDITS_TOLD).map((edit) => this.#told(request, edit, asOf)),
    }
  }

  #until(alone: boolean, at: number): number {
    const { alarms, calendar } = this.#parts
    if (!alone) return 0
    if (alarms.night === undefined || !isNight(alarms.night, calendar, at))
      throw new RefusedQuery(409, 'not-night', 'One person may change a threshold in the night hours of the rules alone.')
    return at + alarms.night.limitMinutes * 60
  }

  #ruleOf(id: string): AlarmRule {
    const rule = this.#parts.alarms.rules.find((one) => one.id === id)
    if (rule) return rule
    throw new RefusedQuery(404, 'unknown-rule', 'No rule of the alarms has this id; read /api/v1/thresholds.')
  }

  #proposed(request: Request): ThresholdProposed {
    const { rule: asked, cuts, reason: words, post: from, alone = false } = proposalIn(request)
    const [post, key, at, reason] = [postOf(this.#parts.alarms, from), keyOf(request), this.#parts.citySecond(), words.trim()]
    const id = key === '' ? randomBytes(12).toString('hex') : printOf(`threshold ${key}`)
    const own = { act: 'threshold-proposed' as const, id, rule: asked, cuts, post, by: markOf(request, id, post), key }
    const known = this.#edits.find(id)
    if (known) return { ...own, reason, version: this.#parts.alarms.version, until: known.until }
    const mark = personalMarkIn(reason)
    if (mark)
      throw new RefusedQuery(400, 'personal-data', `The reason holds what looks like a ${mark}; write it without personal data.`)
    if (reason === '') throw new RefusedQuery(400, 'bad-body', 'Say the reason.')
    const rule = this.#ruleOf(asked)
    const fault = cutFault(this.#edits.inForce(rule, at), cuts)
    if (fault !== undefined) throw new RefusedQuery(400, 'bad-cuts', fault)
    if (this.#edits.open(asked, at))
      throw new RefusedQuery(409, 'already-proposed', 'Another change of this rule waits for its second person; decide it first.')
    return { ...own, reason, version: this.#parts.alarms.version, until: this.#until(alone, at) }
  }

  #decision(request: Request): ThresholdDecided {
    const { id = '', decision } = request.params as { readonly id?: string; readonly decision?: string }
    if (decision !== 'approve' && decision !== 'reject')
      throw new RefusedQuery(404, 'unknown-act', 'A proposed threshold takes approve, reject.')
    const edit = this.#edits.find(id)
    if (!edit) throw new RefusedQuery(404, 'unknown-proposal', 'No proposal has this id; read /api/v1/thresholds.')
    const post = postOf(this.#parts.alarms, decisionIn(request).post)
    const act = { act: 'threshold-decided' as const, id, approved: decision === 'approve', post, by: markOf(request, id, post) }
    if (act.approved && act.by === edit.by)
      throw new RefusedQuery(409, 'same-person', 'Who proposed a threshold does not approve it: a second person must.')
    return { ...act, key: keyOf(request) }
  }

  /** Answered after the commit; what another came first with is a conflict, whoever asked first. */
  async #write(request: Request, act: ThresholdAct) {
    const receipt = await this.#parts.acts.write(act)
    if (receipt === 'other-act')
      throw new RefusedQuery(409, 'key-used', 'This Idempotency-Key was used for another act; take a new one.')
    const edit = this.#edits.find(act.id)
    const stands = act.act === 'threshold-proposed' ? edit?.at : edit?.decided?.at
    const agrees = act.act === 'threshold-proposed' || edit?.decided?.approved === act.approved
    if (edit === undefined || stands !== receipt.at || !agrees)
      throw new RefusedQuery(409, 'already-decided', 'This was decided, reverted or proposed by another before; read it again.')
    return { status: 200, body: this.#told(request, edit, receipt.at) }
  }

  propose(request: Request) {
    return this.#write(request, this.#proposed(request))
  }

  decide(request: Request) {
    return this.#write(request, this.#decision(request))
  }
}

/** `/api/v1/thresholds`: cuts of alarm rules, changed by two persons. AL14 AL15 */
export function thresholdRoutes(parts: ThresholdParts): Router {
  const answers = new ThresholdAnswers(parts)
  const router = Router()
  const json = express.json({ limit: LARGEST_ACT })
  router.get(
    '/api/v1/thresholds',
    answering((request) => answers.list(request)),
  )
  router.post(
    '/api/v1/thresholds',
    json,
    answered(async (request) => answers.propose(request)),
  )
  router.post(
    '/api/v1/thresholds/:id/:decision',
    json,
    answered(async (request) => answers.decide(request)),
  )
  return router
}
