import type { Role } from '../domain/role.ts'
import { roleRank } from '../domain/role.ts'
import type { KeyDef } from './keys.ts'

const TIERS = new Set(['tier', 'index'])

/** Whether a figure may stand on a screen in public at a level: no alarms anywhere, no tier and no index below the district. SC-K2 */
export function isForPublic(def: KeyDef | undefined, role: Role | undefined): boolean {
  const [family = ''] = (def?.base ?? '').split('.')
  if (family === 'alarms') return false
  return !TIERS.has(family) || (role !== undefined && roleRank(role) <= roleRank('district'))
}
