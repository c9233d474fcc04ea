import { Type, type Static } from '@sinclair/typebox'
import { ROLES } from './role.ts'
import { words } from './words.ts'
import { Names } from './names.ts'

const strict = { additionalProperties: false }
const Code = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._:-]+$' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const RoleWord = words(ROLES)
const Minutes = Type.Integer({ minimum: 1, maximum: 100_000 })
/** Minutes by level, 一级 to 四级. */
const ByLevel = Type.Tuple([Minutes, Minutes, Minutes, Minutes])
const Codes = Type.Array(Code, { minItems: 1, maxItems: 400 })

const common = {
  id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' }),
  name: Names,
  level: Type.Integer({ minimum: 1, maximum: 4 }),
  /** Alarms of these rules at or below this alarm's area are suppressed while it is active; never levels 1 and 2. */
  suppresses: Type.Optional(Type.Array(Type.String(), { maxItems: 40 })),
  validFrom: Type.Optional(Day),
  validTo: Type.Optional(Day),
}

/** An open case of one of the types. */
const OpenCase = Type.Object({ kind: Type.Literal('open-case'), types: Codes, ...common }, strict)
/** A supervised open case past its due time. */
const SupervisedOverdue = Type.Object({ kind: Type.Literal('supervised-overdue'), ...common }, strict)
/** At least `count` cases of the types reported in one area of the role within the minutes. */
const Cluster = Type.Object(
  {
    kind: Type.Literal('cluster'),
    types: Codes,
    count: Type.Integer({ minimum: 2, maximum: 500 }),
    minutes: Minutes,
    role: RoleWord,
    ...common,
  },
  strict,
)
/** A reading that reaches `from`; over when one lies under `until`. */
const Reading = Type.Object(
  { kind: Type.Literal('reading'), dimension: Code, from: Type.Number(), until: Type.Number(), ...common },
  strict,
)
/** A source heard before that has been silent for so many times its limit. */
const SilentSource = Type.Object(
  { kind: Type.Literal('silent-source'), limits: Type.Integer({ minimum: 1, maximum: 20 }), ...common },
  strict,
)
/** Share of checks done of those assigned, in an area of the role, from an hour of the day to its end. */
const Coverage = Type.Object(
  {
    kind: Type.Literal('coverage'),
    role: RoleWord,
    below: Type.Number({ minimum: 0, maximum: 1 }),
    fromHour: Type.Integer({ minimum: 0, maximum: 23 }),
    ...common,
  },
  strict,
)
/** A measure in force past its review-by time. */
const ReviewOverdue = Type.Object({ kind: Type.Literal('review-overdue'), ...common }, strict)

/** Order rose while vitality fell, as the rule of the pair says, in an area of the role, for so long; over once it has not for so long. */
const Coupling = Type.Object(
  {
    kind: Type.Literal('coupling'),
    role: words(['city', 'district', 'street']),
    afterMinutes: Type.Integer({ minimum: 0, maximum: 1440 }),
    clearMinutes: Type.Integer({ minimum: 0, maximum: 1440 }),
    ...common,
  },
  strict,
)

/** `alarms.json` of a pack: what the wall computes alarms from, who is told, and how long an acknowledgement holds. AL1 */
export const ALARM_RULES = Type.Object(
  {
    version: Type.String({ minLength: 1, maxLength: 40 }),
    author: Names,
    /** Posts in the order in which an alarm nobody acknowledges goes up. */
    posts: Type.Array(Type.Object({ code: Code, name: Names }, strict), { minItems: 1, maxItems: 8 }),
    /** An unacknowledged alarm goes up one post each time this has passed. */
    acknowledgeMinutes: ByLevel,
    /** An acknowledgement lapses after this. */
    lapseMinutes: ByLevel,
    /** An alarm that comes back within this after it cleared is the same alarm. */
    dampSeconds: Type.Integer({ minimum: 0, maximum: 86_400 }),
    /** What one desk is meant to be asked for. */
    load: Type.Object({ desks: Type.Integer({ minimum: 1 }), perTenMinutes: Type.Number({ exclusiveMinimum: 0 }) }, strict),
    /** Rhythm of reports in an emergency response: the first (初报), then the further ones (续报); its end asks for the last (终报). */
    reports: Type.Object({ firstMinutes: Minutes, everyMinutes: Minutes }, strict),
    /** By night one person may change a cut, for so long without a second one; never where this is not said. Hours of the city. AL15 */
    night: Type.Optional(
      Type.Object(
        {
          fromHour: Type.Integer({ minimum: 0, maximum: 24 }),
          toHour: Type.Integer({ minimum: 0, maximum: 24 }),
          limitMinutes: Minutes,
        },
        strict,
      ),
    ),
    rules: Type.Array(
      Type.Union([OpenCase, SupervisedOverdue, Cluster, Reading, SilentSource, Coverage, ReviewOverdue, Coupling]),
      {
        maxItems: 200,
      },
    ),
  },
  strict,
)

export type AlarmRules = Static<typeof ALARM_RULES>
export type AlarmRule = AlarmRules['rules'][number]
export type AlarmRuleOf<K extends AlarmRule['kind']> = Extract<AlarmRule, { readonly kind: K }>

/** A city without alarm rules: nothing is computed, the limits are the usual ones. */
export const NO_ALARM_RULES: AlarmRules = {
  version: 'none',
  author: { zh: '未配置', en: 'not configured' },
  posts: [{ code: 'desk', name: { zh: '席位', en: 'Desk' } }],
  acknowledgeMinutes: [5, 15, 60, 240],
  lapseMinutes: [15, 30, 120, 480],
  dampSeconds: 300,
  load: { desks: 1, perTenMinutes: 1 },
  reports: { firstMinutes: 30, everyMinutes: 120 },
  rules: [],
}
