import { Type, type Static, type TObject, type TProperties } from '@sinclair/typebox'
import { HAZARD_ITEMS } from './hazard.ts'
import { words } from './words.ts'

/** The steps of a case: the main line of the closed loop, then the steps beside it (contract 3). */
export const MAIN_STEPS = [
  'reported',
  'filed',
  'dispatched',
  'signed',
  'handled',
  'feedback',
  'verified',
  'closed',
  'evaluated',
] as const
export const SIDE_STEPS = [
  'declined',
  'refused',
  'reassigned',
  'returned',
  'extended',
  'suspended',
  'resumed',
  'merged',
  'voided',
  'reopened',
  'revisited',
] as const
export const CASE_STEPS = [...MAIN_STEPS, ...SIDE_STEPS] as const
export const ORIGINS = ['resident', 'patrol', 'sensor', 'hotline', 'other'] as const

const Id = Type.String({ minLength: 1, maxLength: 128, pattern: '^[\\x21-\\x7e]+$' })
const Code = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._:-]+$' })
/** Begins with a letter, so that no name of a built-in property can be a stage. */
const Stage = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9._:-]{0,63}$' })
const When = Type.String({ minLength: 17, maxLength: 40 })
const Tier = Type.Integer({ minimum: 1, maximum: 4 })

const common = {
  id: Id,
  source: Code,
  occurredAt: When,
  node: Type.Optional(Code),
  point: Type.Optional(Type.Tuple([Type.Number(), Type.Number()])),
  crs: Type.Optional(Code),
}

function eventOf<K extends string, P extends TProperties>(kind: K, own: P) {
  return Type.Object({ kind: Type.Literal(kind), ...common, ...own }, { additionalProperties: false })
}

const Case = eventOf('case', {
  caseId: Id,
  step: words(CASE_STEPS),
  type: Code,
  origin: Type.Optional(words(ORIGINS)),
  unit: Type.Optional(Code),
  dueAt: Type.Optional(When),
  supervised: Type.Optional(Type.Boolean()),
  selfHandled: Type.Optional(Type.Boolean()),
  reason: Type.Optional(Code),
  into: Type.Optional(Id),
  solved: Type.Optional(words(['yes', 'no', 'unreached'])),
  satisfied: Type.Optional(words(['yes', 'no', 'unreached'])),
  stages: Type.Optional(Type.Record(Stage, When, { maxProperties: 12, additionalProperties: false })),
})
const Check = eventOf('check', { round: Code, state: words(['assigned', 'done', 'overdue']) })
const Reading = eventOf('reading', { dimension: Code, value: Type.Number({ minimum: -1e15, maximum: 1e15 }) })
const Measure = eventOf('measure', {
  measureId: Id,
  action: words(['imposed', 'reviewed', 'released']),
  measureType: Code,
  reviewBy: Type.Optional(When),
  basis: Type.Optional(Code),
})
const Service = eventOf('service', {
  serviceId: Id,
  action: words(['requested', 'matched', 'delivered', 'rated']),
  category: Code,
  rating: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
})
const Duty = eventOf('duty', {
  posts: Type.Integer({ minimum: 0, maximum: 100000 }),
  filled: Type.Integer({ minimum: 0, maximum: 100000 }),
})
const Warning = eventOf('warning', {
  warningId: Id,
  status: words(['actual', 'exercise', 'test']),
  msgType: words(['alert', 'update', 'cancel']),
  level: Tier,
  type: Code,
  expiresAt: When,
  references: Type.Optional(Type.Array(Id, { maxItems: 32 })),
})
const Response = eventOf('response', {
  responseId: Id,
  plan: Code,
  level: Tier,
  action: words(['started', 'raised', 'lowered', 'ended']),
})
/** A number about a whole area: what a model says of it, how its people divide, what presses on it. HZ3 */
const HazardEvent = eventOf('hazard', {
  hazard: Code,
  item: words(HAZARD_ITEMS),
  part: Type.Optional(Code),
  value: Type.Number({ minimum: -1e15, maximum: 1e15 }),
  low: Type.Optional(Type.Number({ minimum: -1e15, maximum: 1e15 })),
  high: Type.Optional(Type.Number({ minimum: -1e15, maximum: 1e15 })),
  model: Type.Optional(Code),
})
const Correction = eventOf('correction', {
  ref: Type.Object({ source: Code, id: Id }, { additionalProperties: false }),
  action: words(['replace', 'withdraw', 'mask']),
  reason: Code,
  by: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})
const Alive = eventOf('alive', { upTo: Type.Optional(When) })

/** One closed schema per kind; unknown fields are refused, so nothing personal slips in. EV1 */
export const EVENT_SCHEMAS = {
  case: Case,
  check: Check,
  reading: Reading,
  measure: Measure,
  service: Service,
  duty: Duty,
  warning: Warning,
  response: Response,
  hazard: HazardEvent,
  correction: Correction,
  alive: Alive,
} satisfies Record<string, TObject>

export type EventKind = keyof typeof EVENT_SCHEMAS
export type EventOf<K extends EventKind> = Static<(typeof EVENT_SCHEMAS)[K]>
/** What a source sends. */
export type GridEvent = { [K in EventKind]: EventOf<K> }[EventKind]
export type CaseStep = (typeof CASE_STEPS)[number]
export type Origin = (typeof ORIGINS)[number]
export const EVENT_KINDS = Object.keys(EVENT_SCHEMAS) as readonly EventKind[]
