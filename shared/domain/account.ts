import { Type, type Static } from '@sinclair/typebox'
import { SHORTEST_PASSWORD } from './password-length.ts'
import { words } from './words.ts'

/** What may be asked of the server; each call and each message of the interface needs exactly one. AC1 */
export const PERMISSIONS = [
  'see',
  'act',
  'send',
  'observe',
  'report',
  'approve-thresholds',
  'approve-uses',
  'approve-devices',
  'see-fleet',
  'read-accounts',
  'make-accounts',
  'grant-roles',
  'end-sessions',
  'read-audit',
  'own-session',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** One role an account; the three administrators see no figures, and who sees figures administers nothing. AC2 */
export const ACCOUNT_ROLES = [
  'operator',
  'dutyLead',
  'leader',
  'kiosk',
  'source',
  'monitor',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
] as const
export type AccountRole = (typeof ACCOUNT_ROLES)[number]

export const ROLE_PERMISSIONS: Readonly<Record<AccountRole, readonly Permission[]>> = {
  operator: ['see', 'act', 'report', 'own-session'],
  dutyLead: ['see', 'act', 'report', 'own-session', 'approve-thresholds', 'approve-uses', 'approve-devices', 'see-fleet'],
  leader: ['see', 'report', 'own-session'],
  kiosk: ['see', 'report'],
  source: ['send'],
  monitor: ['observe'],
  systemAdmin: ['own-session', 'read-accounts', 'make-accounts', 'approve-devices', 'see-fleet', 'observe'],
  securityAdmin: ['own-session', 'read-accounts', 'grant-roles', 'end-sessions'],
  auditAdmin: ['own-session', 'read-accounts', 'read-audit'],
}

/** Roles whose accounts need a second factor and are locked when nobody touches them. AC7 */
export const ADMIN_ROLES: readonly AccountRole[] = ['systemAdmin', 'securityAdmin', 'auditAdmin']
/** Roles that sign in by token and have no password. AC5 */
export const TOKEN_ROLES: readonly AccountRole[] = ['source', 'monitor']

const strict = { additionalProperties: false }

/** Names a post, never a person. */
export const ACCOUNT_NAME = Type.String({ pattern: '^[a-z][a-z0-9.-]{1,39}$' })

/** Names an unattended screen by its place, in Chinese or Latin, so that people of the house know it: never a person. Every name of a post would do. DV1 */
export const SCREEN_NAME = Type.String({
  pattern:
    '^[A-Za-z0-9\\u3400-\\u4dbf\\u4e00-\\u9fff](?:[A-Za-z0-9\\u3400-\\u4dbf\\u4e00-\\u9fff .·\\-]{0,38}[A-Za-z0-9\\u3400-\\u4dbf\\u4e00-\\u9fff.·\\-])$',
})

const Password = Type.String({ minLength: SHORTEST_PASSWORD, maxLength: 200 })
const Code = Type.String({ pattern: '^[0-9]{6}$' })
const Token = Type.String({ minLength: 20, maxLength: 200 })

export const SIGN_IN_BODY = Type.Object(
  { account: Type.String({ maxLength: 40 }), password: Type.String({ maxLength: 200 }), code: Type.Optional(Code) },
  strict,
)
/** `account` alone where the invitation is the first administrator's. */
export const INVITATION_BODY = Type.Object({ token: Token, password: Password, account: Type.Optional(ACCOUNT_NAME) }, strict)
/**
 * `token`: of an invitation that is to be taken by the identity provider in place of a password. `search`: the query of the
 * page of signing in, which comes back with the browser (language, the page that was asked for).
 */
export const IDENTITY_BODY = Type.Object(
  { token: Type.Optional(Token), search: Type.Optional(Type.String({ pattern: '^(\\?[!$-~]{0,1000})?$' })) },
  strict,
)
export const FACTOR_BODY = Type.Object({ code: Code }, strict)
export const ACCOUNT_BODY = Type.Object(
  {
    account: ACCOUNT_NAME,
    role: words(ACCOUNT_ROLES),
    /** Code of the area; the city where it is not said. */
    area: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    /** Role `source` alone: the source of the catalogue it sends as. */
    source: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  },
  strict,
)
export type InvitationBody = Static<typeof INVITATION_BODY>
export type AccountBody = Static<typeof ACCOUNT_BODY>
