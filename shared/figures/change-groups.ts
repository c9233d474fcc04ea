import { COUNT_BIT, DEEP_COLUMNS, DUE_ROWS, WIDE_NAMES } from './counter-layout.ts'
import { COUNT_BASES, PART_BASES, type KeyDef } from './keys.ts'

const FAMILIES = [
  'parts',
  'due',
  'cases',
  'minutes',
  'types',
  'checks',
  'warnings',
  'service',
  'duty',
  'measures',
  'persons',
  'alarms',
  'judged',
  'latency',
]
const FAMILY_BITS: ReadonlyMap<string, number> = new Map(FAMILIES.map((name, at) => [name, 1 << (COUNT_BASES.length + at)]))

function bitOf(family: string): number {
  const bit = FAMILY_BITS.get(family)
  if (bit === undefined) throw new Error(`no group of figures is called ${family}`)
  return bit
}

/** Figures that change together without being plain counters, as bits beside those of the windowed bases (`COUNT_BIT`). AG6 */
export const MINUTES_GROUP = bitOf('minutes')
export const TYPES_GROUP = bitOf('types')
export const ALARMS_GROUP = bitOf('alarms')
export const SERVICE_GROUP = bitOf('service')
export const PERSONS_GROUP = bitOf('persons')
export const WAYS_GROUP = bitOf('latency')
/** What is judged from other figures by a rule: tiers and indices. */
export const JUDGED_GROUP = bitOf('judged')
/** Every group at once. */
export const EVERY_GROUP = -1

const READINGS_FROM = COUNT_BASES.length + FAMILIES.length
const READINGS_GROUPS = 31 - READINGS_FROM

/** The group of a dimension's readings; where there are many dimensions some share one. */
export function readingsGroup(dimension: string): number {
  let sum = 0
  for (let i = 0; i < dimension.length; i++) sum = (sum * 31 + dimension.charCodeAt(i)) | 0
  return 1 << (READINGS_FROM + (Math.abs(sum) % READINGS_GROUPS))
}

/** The group of a counter by its name. */
function groupOfCounter(counter: string): number {
  if (counter.startsWith('p.') || counter.startsWith('x.')) return bitOf('persons')
  const base = counter.slice(0, counter.lastIndexOf('.'))
  if (DUE_ROWS.includes(base)) return bitOf('due')
  if ((PART_BASES as readonly string[]).includes(base)) return bitOf('parts')
  const windowed = (COUNT_BIT as Readonly<Record<string, number>>)[base]
  return windowed ?? bitOf(counter.slice(0, counter.indexOf('.')))
}

/** Groups of the wide counters by their offset. */
export const WIDE_GROUPS = Int32Array.from(WIDE_NAMES.map(groupOfCounter))
/** Groups of the deep counters by their column. */
export const DEEP_GROUPS = Int32Array.from(DEEP_COLUMNS.map(groupOfCounter))

/** The groups that a key is made of, all but `tier`, which is made of what its rules name. */
export function groupsOf(def: KeyDef): number {
  if (def.hazard) return readingsGroup(def.hazard.reading)
  if (def.of) return groupOfCounter(def.of.numerator) | groupOfCounter(def.of.denominator)
  if (def.base.startsWith('cases.handleMinutes.')) return MINUTES_GROUP
  if (/^cases\.by(Type|Family)\./.test(def.base)) return TYPES_GROUP
  if (def.base.startsWith('alarms.')) return ALARMS_GROUP
  return def.base.startsWith('dim.') ? readingsGroup(def.base.slice('dim.'.length)) : groupOfCounter(def.key)
}
