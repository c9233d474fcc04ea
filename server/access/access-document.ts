import { Type, type Static } from '@sinclair/typebox'
import { ACCOUNT_NAME, ACCOUNT_ROLES, SCREEN_NAME } from '../../shared/domain/account.ts'
import { words } from '../../shared/domain/words.ts'

const strict = { additionalProperties: false }
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' })
const Ms = Type.Number({ minimum: 0 })

const Account = Type.Object(
  {
    name: ACCOUNT_NAME,
    role: words(ACCOUNT_ROLES),
    /** Code of its area; absent: the city. */
    area: Type.Optional(Type.String()),
    source: Type.Optional(Type.String()),
    /** `proposed` until the security administrator grants its role. */
    state: words(['proposed', 'active', 'disabled']),
    /** Argon2id in its own text form; absent until the invitation was taken. */
    password: Type.Optional(Type.String()),
    /** Keyed print of issuer and subject at the identity provider, where that was taken in place of a password. */
    identity: Type.Optional(Hash),
    /** SHA-256 of the token of a `source` or `monitor`. */
    token: Type.Optional(Hash),
    /** Second factor: shared secret in base 32, and the last time step that was used. */
    factor: Type.Optional(Type.Object({ secret: Type.String(), step: Type.Integer() }, strict)),
    invitation: Type.Optional(Type.Object({ token: Hash, until: Ms }, strict)),
    madeAt: Ms,
    /** Account that made it; '' for the first. */
    madeBy: Type.String(),
  },
  strict,
)

const Session = Type.Object(
  {
    /** SHA-256 of what the cookie holds. */
    token: Hash,
    account: Type.String(),
    startedAt: Ms,
    seenAt: Ms,
    /** Address it was opened from. */
    from: Type.String(),
    /** False while an administrator still has to set up the second factor. */
    whole: Type.Boolean(),
  },
  strict,
)

const Device = Type.Object(
  {
    id: Type.String(),
    /** Named after its place. */
    name: SCREEN_NAME,
    area: Type.String(),
    audience: words(['public', 'staff']),
    /** SHA-256 of what its cookie holds, and of what it held before, until the new one was used. */
    token: Hash,
    before: Type.Optional(Hash),
    rotatedAt: Ms,
    approvedAt: Ms,
    approvedBy: Type.String(),
    /** Its own hours HH:MM-HH:MM as it last said them, '' for always; absent before it spoke. */
    on: Type.Optional(Type.String({ pattern: '^(\\d{2}:\\d{2}-\\d{2}:\\d{2})?$' })),
  },
  strict,
)

/** All that is kept of accounts, sessions and devices: hashes of secrets, never a secret, but for the second factor's. */
export const ACCESS_DOCUMENT = Type.Object(
  {
    version: Type.Literal(1),
    accounts: Type.Array(Account),
    sessions: Type.Array(Session),
    devices: Type.Array(Device),
  },
  strict,
)

export type StoredAccount = Static<typeof Account>
export type StoredSession = Static<typeof Session>
export type StoredDevice = Static<typeof Device>
export type AccessDocument = Static<typeof ACCESS_DOCUMENT>
