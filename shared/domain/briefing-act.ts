import { Type, type Static } from '@sinclair/typebox'
import { VALUE_STATES } from '../figures/value-state.ts'
import { words } from './words.ts'

const strict = { additionalProperties: false }
const Code = Type.String({ minLength: 1, maxLength: 64 })
const Key = Type.String({ maxLength: 128 })
const SCENES_MOST = 8
const FIGURES_MOST = 5

const SAID = {
  scene: Type.String({ pattern: '^[a-z]{1,20}$' }),
  /** Title and sentence as the room read them. */
  title: Type.String({ maxLength: 40 }),
  text: Type.String({ maxLength: 400 }),
  edited: Type.Boolean(),
}
const FIGURE_ASKED = Type.Object({ key: Code, label: Type.String({ maxLength: 40 }) }, strict)

/** What a briefing sends to be kept: its words, and which figures; their values are the server's. BR1 */
export const BRIEFING_BODY = Type.Object(
  {
    node: Code,
    /** Rank of the level whose tiers are counted. */
    level: Type.Integer({ minimum: 0, maximum: 8 }),
    lang: words(['zh', 'en']),
    scenes: Type.Array(Type.Object({ ...SAID, figures: Type.Array(FIGURE_ASKED, { maxItems: FIGURES_MOST }) }, strict), {
      minItems: 1,
      maxItems: SCENES_MOST,
    }),
  },
  strict,
)
export type BriefingBody = Static<typeof BRIEFING_BODY>

const KEPT_FIGURE = Type.Object(
  {
    key: Code,
    label: Type.String({ maxLength: 40 }),
    v: Type.Union([Type.Number(), Type.Null()]),
    state: words(VALUE_STATES),
    /** ISO 8601. */
    asOf: Type.String(),
    shape: Type.String(),
    decimals: Type.Integer({ minimum: 0 }),
    cls: Type.String(),
  },
  strict,
)
export type KeptFigure = Static<typeof KEPT_FIGURE>

/** A briefing as it was at one publication. */
export const KEPT_BRIEFING = Type.Object(
  {
    node: Code,
    city: Type.String(),
    place: Type.String(),
    lang: words(['zh', 'en']),
    asOf: Type.String(),
    mode: Type.String(),
    epoch: Type.String(),
    seq: Type.Integer(),
    rules: Type.Array(Type.String()),
    notice: Type.String(),
    scenes: Type.Array(Type.Object({ ...SAID, figures: Type.Array(KEPT_FIGURE, { maxItems: FIGURES_MOST }) }, strict), {
      maxItems: SCENES_MOST,
    }),
  },
  strict,
)
export type KeptBriefing = Static<typeof KEPT_BRIEFING>

/** A briefing that was kept, as the log holds it: its address shows the same figures for as long as the log is. BR1 */
export const BRIEFING_KEPT = Type.Object(
  {
    act: Type.Literal('briefing-kept'),
    id: Type.String({ pattern: '^[0-9a-f]{24}$' }),
    digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    kept: KEPT_BRIEFING,
    key: Key,
  },
  strict,
)
export type BriefingKept = Static<typeof BRIEFING_KEPT>

/** That visitors came into the room or left it. BR3 */
export const BRIEFING_VISIT = Type.Object({ act: Type.Literal('briefing-visit'), visitors: Type.Boolean(), key: Key }, strict)

/** What a tablet asks of the room's screens. BR2 */
export const ROOM_BODY = Type.Object(
  {
    code: Type.String({ pattern: '^[0-9]{6}$' }),
    scene: Type.Optional(Type.String({ pattern: '^[a-z]{1,20}$' })),
    frozen: Type.Optional(Type.Boolean()),
    visitors: Type.Optional(Type.Boolean()),
    naming: Type.Optional(Type.Boolean()),
  },
  strict,
)
export type RoomBody = Static<typeof ROOM_BODY>

/** What a post sends to confirm the figure that is published now. BR5 */
export const CONFIRM_BODY = Type.Object({ node: Code, key: Code, post: Code }, strict)

/** A post stands by a figure as it was published at one moment (已核定). BR5 */
export const FIGURE_CONFIRMED = Type.Object(
  {
    act: Type.Literal('figure-confirmed'),
    node: Code,
    /** Key of the figure; `key` is the sender's key of repetition. */
    figure: Code,
    v: Type.Number(),
    asOf: Type.Integer(),
    seq: Type.Integer(),
    post: Code,
    key: Key,
  },
  strict,
)
export type FigureConfirmed = Static<typeof FIGURE_CONFIRMED>
