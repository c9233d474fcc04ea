import { Type, type Static } from '@sinclair/typebox'

const strict = { additionalProperties: false }
const Count = Type.Integer({ minimum: 0 })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Cells = Type.Object({ shown: Count, hidden: Count }, strict)

/** What the last run of the adversary against the publication engine found. PR9 */
export const ADVERSARY_RUN = Type.Object(
  {
    ranOn: Day,
    /** Seeded cities, each attacked whole, and streets of the bundled city, sampled. */
    cities: Count,
    streets: Count,
    /** Values of hidden cells that were tried, and those that could be ruled out. */
    values: Count,
    ruledOut: Count,
    /** Hash of the engine's own files, hex. */
    engine: Type.String(),
  },
  strict,
)
export type AdversaryRun = Static<typeof ADVERSARY_RUN>

/** `GET /api/v1/privacy`: what stands between the wall and a person, in figures. PR11 */
export const PRIVACY_LEDGER = Type.Object(
  {
    asOf: Type.String(),
    /** Smallest count that may be shown, by class. */
    smallestShown: Type.Object({ P: Count, X: Count }, strict),
    /** Cells of person-related (P) and sensitive (X) figures, as published now. */
    cells: Type.Object({ P: Cells, X: Cells }, strict),
    sources: Type.Object(
      {
        total: Count,
        /** With a purpose, a registered basis, and an authorisation that has not ended. */
        valid: Count,
        unregistered: Count,
        expired: Count,
      },
      strict,
    ),
    /** Days of the oldest and the newest assessment of a source's use. */
    assessed: Type.Optional(Type.Object({ oldest: Day, newest: Day }, strict)),
    /** Events refused because something in them looked like one of a person. */
    refused: Count,
    /** Days for which detail of classes P and X is kept. */
    detailDays: Count,
    adversary: Type.Optional(Type.Composite([ADVERSARY_RUN, Type.Object({ sameEngine: Type.Boolean() })], strict)),
  },
  strict,
)
export type PrivacyLedger = Static<typeof PRIVACY_LEDGER>
