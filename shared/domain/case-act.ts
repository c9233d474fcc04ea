import { Type, type Static } from '@sinclair/typebox'
import { words } from './words.ts'

/** What a desk may ask of the system of record: 督办 催办 延期 挂账 恢复 改派 撤回 退单 作废 重办. */
export const CASE_ACTIONS = [
  'supervise',
  'urge',
  'extend',
  'suspend',
  'resume',
  'reassign',
  'withdraw',
  'return',
  'void',
  'reopen',
] as const

export type CaseAction = (typeof CASE_ACTIONS)[number]

/** What an act cannot be asked for without. */
export const ACT_NEEDS: Readonly<Partial<Record<CaseAction, 'unit' | 'reason' | 'dueAt'>>> = {
  reassign: 'unit',
  suspend: 'reason',
  return: 'reason',
  void: 'reason',
  extend: 'dueAt',
}

const strict = { additionalProperties: false }
const Code = Type.String({ minLength: 1, maxLength: 64 })
const When = Type.String({ minLength: 17, maxLength: 40 })

/** Body of `POST /api/v1/cases/ID/acts`; the post is one of the city's posts, never a person. */
export const CASE_ACT_BODY = Type.Object(
  {
    action: words(CASE_ACTIONS),
    post: Type.Optional(Code),
    comment: Type.Optional(Type.String({ maxLength: 200 })),
    /** Needed by `reassign`. */
    unit: Type.Optional(Code),
    /** Needed by `suspend`, `return` and `void`: one of the catalogue's reasons. */
    reason: Type.Optional(Code),
    /** Needed by `extend`. */
    dueAt: Type.Optional(When),
  },
  strict,
)
export type CaseActBody = Static<typeof CASE_ACT_BODY>

/** A desk's act on a case as the log holds it. OB1 */
export const CASE_ACT = Type.Object(
  {
    act: Type.Literal('case'),
    id: Type.String({ pattern: '^[0-9a-f]{24}$' }),
    caseId: Type.String({ minLength: 1, maxLength: 128 }),
    action: words(CASE_ACTIONS),
    post: Type.String(),
    comment: Type.String(),
    unit: Type.Optional(Code),
    reason: Type.Optional(Code),
    dueAt: Type.Optional(When),
    /** The sender's key of repetition, '' for none. */
    key: Type.String({ maxLength: 128 }),
  },
  strict,
)
export type CaseAct = Static<typeof CASE_ACT>

/** What the system of record answered, as it sends it. */
export const CASE_RECEIPT_BODY = Type.Object(
  { status: words(['received', 'refused']), number: Type.Optional(Type.String({ maxLength: 64, pattern: '^[\\x21-\\x7e]*$' })) },
  strict,
)

/** The receipt of an act as the log holds it; the first one stands. OB2 */
export const CASE_RECEIPT = Type.Object(
  {
    act: Type.Literal('case-receipt'),
    of: Type.String({ pattern: '^[0-9a-f]{24}$' }),
    status: words(['received', 'refused']),
    number: Type.String({ maxLength: 64 }),
    key: Type.String({ maxLength: 128 }),
  },
  strict,
)
export type CaseReceipt = Static<typeof CASE_RECEIPT>
