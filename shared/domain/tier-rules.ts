import { Type, type Static } from '@sinclair/typebox'
import { ROLES } from './role.ts'
import { words } from './words.ts'

const strict = { additionalProperties: false }
const Word = Type.String({ minLength: 1, maxLength: 64 })
const Names = Type.Object({ zh: Word, en: Type.String({ minLength: 1, maxLength: 120 }) }, strict)
/** A calendar day of the city. */
export const RULE_DAY = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** What the absence of an input means: the tier is unknown, or the others decide alone. Never the lowest tier. TR2 */
const Absence = words(['unknown', 'ignore'])
export const COMPARISONS = ['>=', '>', '<=', '<'] as const
const Compare = words(COMPARISONS)

/** What a rule looks at: a figure of the city, a column of a table, or both. */
const Input = Type.Object(
  {
    name: Names,
    /** A published class T figure, with its window if it has one, e.g. `events.h24`. */
    key: Type.Optional(Word),
    /** The figure is taken for every 100 grids of the area, so that wide and narrow areas compare. */
    per100Grids: Type.Optional(Type.Boolean()),
    /** What a table calls it; one publisher's files differ. */
    columns: Type.Optional(Type.Array(Word, { minItems: 1 })),
    /** `unknown` by default. */
    missing: Type.Optional(Absence),
    /** `unknown` by default. */
    suppressed: Type.Optional(Absence),
  },
  strict,
)

const Condition = Type.Object({ input: Word, compare: Compare, value: Type.Number() }, strict)

const Scale = Type.Object(
  {
    input: Word,
    /** The tier where no cut is reached. */
    base: Word,
    /** Each reached cut gives its tier; the worst stands. */
    cuts: Type.Array(Type.Object({ tier: Word, compare: Compare, value: Type.Number() }, strict), { minItems: 1 }),
    /** Hysteresis: a held tier is left only where its cut is missed by more than this, in the input's unit. */
    margin: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  },
  strict,
)

const Table = Type.Object(
  {
    /** The table is for these rows of the tree; for all where it names none. */
    roles: Type.Optional(Type.Array(words(ROLES), { minItems: 1 })),
    /** The table is for areas of which this holds: one input chooses the table of the others. */
    when: Type.Optional(Condition),
    /** The worst of the scales stands. */
    scales: Type.Array(Scale, { minItems: 1 }),
  },
  strict,
)

/** An area's tier from those of the areas right below it, for roles that no table is for. */
const RollUp = Type.Object(
  {
    roles: Type.Array(words(ROLES), { minItems: 1 }),
    /** `worst`: the worst of them. `share`: the worst tier that this share of them has reached. */
    by: words(['worst', 'share']),
    share: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1 })),
    /** Areas below of unknown tier; `unknown` by default. */
    unknown: Type.Optional(Absence),
  },
  strict,
)

const Tier = Type.Object(
  {
    name: Word,
    /** 1 low … 5 high: the number that is published and the colour it is drawn in. */
    level: Type.Integer({ minimum: 1, maximum: 5 }),
    words: Type.Optional(Names),
    /** Other spellings in tables; letter case never matters. */
    aliases: Type.Optional(Type.Array(Word)),
  },
  strict,
)

const common = {
  id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' }),
  version: Type.String({ minLength: 1, maxLength: 40 }),
  author: Type.String({ minLength: 1, maxLength: 120 }),
  /** First day it stands; first day it stands no longer. */
  validFrom: RULE_DAY,
  validTo: Type.Optional(RULE_DAY),
  /** From the lowest to the highest; the five colours by default. */
  tiers: Type.Optional(Type.Array(Tier, { minItems: 2, maxItems: 5 })),
  rollUp: Type.Optional(RollUp),
}

export const COMPUTED_TIER_RULE = Type.Object(
  {
    ...common,
    kind: Type.Literal('computed'),
    inputs: Type.Record(Word, Input),
    /** The first table that is for the area decides. */
    tables: Type.Array(Table, { minItems: 1 }),
    /**
     * The tier rises at once and falls only at a full `everyMinutes` of the clock, once it has been held for
     * `dwellMinutes`. TR5
     */
    hold: Type.Optional(
      Type.Object(
        {
          everyMinutes: Type.Integer({ minimum: 1, maximum: 1440 }),
          dwellMinutes: Type.Integer({ minimum: 0, maximum: 10080 }),
        },
        strict,
      ),
    ),
  },
  strict,
)

export const GIVEN_TIER_RULE = Type.Object(
  {
    ...common,
    kind: Type.Literal('given'),
    authority: Names,
    /** What a table calls the published tier. */
    columns: Type.Optional(Type.Array(Word, { minItems: 1 })),
    /** What the authority published, oldest first: node code → the tier's name. The newest of a day not ahead stands. */
    publications: Type.Array(Type.Object({ asOf: RULE_DAY, tiers: Type.Record(Word, Word) }, strict)),
  },
  strict,
)

/** How the tables of one publisher are written; for trying rules against them. */
export const TABLE_WORDS = Type.Object(
  {
    /** Words for a value that is withheld, and for one that is not there; blank is always missing. */
    suppressed: Type.Optional(Type.Array(Word)),
    missing: Type.Optional(Type.Array(Word)),
    /** Comma by default. */
    thousands: Type.Optional(words([',', '.', ' ', "'"])),
    /** Columns that are no input, by the name used here: what other files call them. */
    columns: Type.Optional(Type.Record(Word, Type.Array(Word))),
    /** The day a row is of, and how it may be written beside ISO 8601. */
    date: Type.Optional(Type.Object({ columns: Type.Array(Word, { minItems: 1 }), patterns: Type.Array(Word) }, strict)),
  },
  strict,
)

export type ComputedTierRule = Static<typeof COMPUTED_TIER_RULE>
export type GivenTierRule = Static<typeof GIVEN_TIER_RULE>
export type TierRule = ComputedTierRule | GivenTierRule
export type TierWords = Static<typeof Tier>
export type TierTable = Static<typeof Table>
export type TableWords = Static<typeof TABLE_WORDS>
export type Comparison = (typeof COMPARISONS)[number]
