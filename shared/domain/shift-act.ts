import { Type, type Static } from '@sinclair/typebox'
import { words } from './words.ts'

export const LONGEST_NOTE = 200
/** Days after which the words of a note leave the log; that there was one stays. SH2 */
export const NOTE_KEPT_DAYS = 30

const strict = { additionalProperties: false }
const Post = Type.String({ minLength: 1, maxLength: 64 })
const Key = Type.String({ maxLength: 128 })
const Named = Type.Object({ zh: Type.String(), en: Type.String() }, strict)

/** What a desk sends with a note: words, and the area they are about. */
export const SHIFT_NOTE_BODY = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: LONGEST_NOTE }),
    post: Type.Optional(Post),
    node: Type.Optional(Post),
  },
  strict,
)

/** A note of the shift log as the log holds it; the words are '' once they were forgotten. SH1 SH2 */
export const SHIFT_NOTE = Type.Object(
  { act: Type.Literal('shift-note'), text: Type.String({ maxLength: LONGEST_NOTE }), post: Post, node: Post, key: Key },
  strict,
)
export type ShiftNote = Static<typeof SHIFT_NOTE>

/** What a handover tells about, in its order on paper. SH3 */
export const HANDOVER_SECTIONS = [
  'unacknowledged',
  'overdue',
  'due',
  'supervised',
  'suspended',
  'shelved',
  'reports',
  'silent',
] as const
export type HandoverSection = (typeof HANDOVER_SECTIONS)[number]

const HANDOVER_ROW = Type.Object(
  {
    /** Of a case, an alarm, a response or a source. */
    id: Type.String(),
    name: Named,
    place: Named,
    level: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
    /** Post that has it, or unit that is responsible. */
    by: Type.Optional(Named),
    /** When it is or was due, began, or ends: ISO 8601. */
    at: Type.Optional(Type.String()),
  },
  strict,
)
export type HandoverRow = Static<typeof HANDOVER_ROW>

const SECTION = Type.Object({ count: Type.Integer({ minimum: 0 }), rows: Type.Array(HANDOVER_ROW) }, strict)

/** One generated sheet of a handover: what stands open for the post, and what was done since the last one. SH3 */
export const HANDOVER_SHEET = Type.Object(
  {
    post: Post,
    /** From when the shift is told, and the moment of the sheet: ISO 8601. */
    from: Type.String(),
    asOf: Type.String(),
    epoch: Type.String(),
    seq: Type.Integer(),
    sections: Type.Object(
      {
        unacknowledged: SECTION,
        overdue: SECTION,
        due: SECTION,
        supervised: SECTION,
        suspended: SECTION,
        shelved: SECTION,
        reports: SECTION,
        silent: SECTION,
      },
      strict,
    ),
    done: Type.Array(Type.Object({ what: Type.String(), count: Type.Integer({ minimum: 0 }) }, strict)),
  },
  strict,
)
export type HandoverSheet = Static<typeof HANDOVER_SHEET>

const HandoverId = Type.String({ pattern: '^[0-9a-f]{24}$' })
const Digest = Type.String({ pattern: '^[0-9a-f]{64}$' })

/** The giving side has signed a sheet, which stands from then on as it was read. SH4 */
export const HANDOVER_GIVEN = Type.Object(
  {
    act: Type.Literal('handover-given'),
    id: HandoverId,
    post: Post,
    /** SHA-256 of the sheet's JSON. */
    digest: Digest,
    sheet: HANDOVER_SHEET,
    key: Key,
  },
  strict,
)
export type HandoverGiven = Static<typeof HANDOVER_GIVEN>

/** The taking side has signed the same sheet: what the giving post owned is its own from here on. SH4 SH5 */
export const HANDOVER_TAKEN = Type.Object(
  { act: Type.Literal('handover-taken'), id: HandoverId, from: Post, post: Post, digest: Digest, key: Key },
  strict,
)
export type HandoverTaken = Static<typeof HANDOVER_TAKEN>

/** What a side sends to sign: the giving one for its own post, the taking one the digest of what it read. */
export const HANDOVER_BODY = Type.Object(
  {
    side: words(['gives', 'takes']),
    post: Post,
    /** Taking alone: the handover and the digest of its sheet. */
    id: Type.Optional(HandoverId),
    digest: Type.Optional(Digest),
  },
  strict,
)
export type HandoverBody = Static<typeof HANDOVER_BODY>
