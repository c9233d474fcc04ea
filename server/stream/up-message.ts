import { words } from '../../shared/domain/words.ts'
import { AUDIENCES } from '../../shared/figures/audience-keys.ts'
import { Type, type Static } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'

const strict = { additionalProperties: false }
const Sub = Type.Integer({ minimum: 0, maximum: 0xffffffff })
const Seq = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

const Subscribe = Type.Object(
  {
    protocol: Type.Integer(),
    sub: Sub,
    scope: Type.Object(
      {
        node: Type.String({ minLength: 1, maxLength: 64 }),
        depth: Type.Integer({ minimum: 0, maximum: 8 }),
        events: Type.Boolean(),
        audience: Type.Optional(words(AUDIENCES)),
      },
      strict,
    ),
    held: Type.Optional(Type.Object({ epoch: Type.String({ maxLength: 64 }), seq: Seq }, strict)),
  },
  strict,
)
const Unsubscribe = Type.Object({ sub: Sub }, strict)
const Applied = Type.Object({ sub: Sub, seq: Seq }, strict)

const Word = Type.String({ maxLength: 64 })
const Amount = Type.Number({ minimum: 0 })
const Report = Type.Object(
  {
    face: Word,
    version: Word,
    link: Word,
    node: Word,
    seq: Seq,
    hash: Word,
    lagMs: Amount,
    heapBytes: Amount,
    glContextLosses: Amount,
    wall: Type.Optional(Amount),
    on: Type.Optional(Type.String({ pattern: '^\\d{2}:\\d{2}-\\d{2}:\\d{2}$' })),
  },
  strict,
)

/** Checks of what screens send; anything else is `bad-message`. ST7 */
export const UP_CHECKS = {
  subscribe: TypeCompiler.Compile(Subscribe),
  unsubscribe: TypeCompiler.Compile(Unsubscribe),
  applied: TypeCompiler.Compile(Applied),
  report: TypeCompiler.Compile(Report),
} as const

export type SubscribeMessage = Static<typeof Subscribe>
export type AppliedMessage = Static<typeof Applied>
