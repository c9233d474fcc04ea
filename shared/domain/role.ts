/**
 * The rows of the privacy and key tables. A city pack names its own levels (up to eight);
 * each level says which of these rows it follows. Order is from the widest to the finest.
 */
export const ROLES = ['city', 'district', 'street', 'community', 'grid', 'compound', 'stairwell'] as const

export type Role = (typeof ROLES)[number]

/** 0 for the city, 6 for a stairwell. */
export function roleRank(role: Role): number {
  return ROLES.indexOf(role)
}

/** True where a figure allowed down to `deepest` may be shown at `role`. */
export function isWithin(role: Role, deepest: Role): boolean {
  return roleRank(role) <= roleRank(deepest)
}
