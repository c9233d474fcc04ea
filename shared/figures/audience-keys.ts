import type { Role } from '../domain/role.ts'
import { roleRank } from '../domain/role.ts'
import type { KeyDef } from './keys.ts'

/** Who stands before a screen, where it is not staff alone. */
export const AUDIENCES = ['public', 'visitors'] as const
export type Audience = (typeof AUDIENCES)[number]

const TIERS = new Set(['tier', 'index'])

/**
 * Whether an audience is shown a figure at a level. In public: no alarms anywhere, no tier and no index below the
 * district. Before visitors: nothing of classes P and X, whatever its number. SC-K2 SC-F2
 */
export function isShownTo(audience: Audience, def: KeyDef | undefined, role: Role | undefined): boolean {
  if (audience === 'visitors') return def?.cls === 'T'
  const [family = ''] = (def?.base ?? '').split('.')
  if (family === 'alarms') return false
  return !TIERS.has(family) || (role !== undefined && roleRank(role) <= roleRank('district'))
}
