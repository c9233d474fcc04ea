import type { EventOf } from '../../shared/domain/grid-event.ts'
import type { CatalogueIndex, KnownHazard } from './catalogue-index.ts'
import type { Sorting } from './classify-event.ts'
import { Fault } from './fault.ts'

type HazardEvent = EventOf<'hazard'>

const INTERVAL = ['low', 'high', 'model'] as const

/** What a model says is taken with its interval, and only of the version that was approved. */
function bandFault({ value, low, high, model }: HazardEvent, { hazard }: KnownHazard): Fault | undefined {
  if (low === undefined || high === undefined)
    return new Fault('missing-field', low === undefined ? '/low' : '/high', 'a band comes with its interval')
  if (model === undefined) return new Fault('missing-field', '/model', 'name the version of the model')
  if (model !== hazard.band?.version)
    return new Fault('model-not-approved', '/model', `the pack approves version ${hazard.band?.version} alone`)
  return low <= value && value <= high ? undefined : new Fault('bad-value', '/value', 'lies outside its own interval')
}

function shareFault({ part }: HazardEvent, { hazard }: KnownHazard): Fault | undefined {
  if (part === undefined) return new Fault('missing-field', '/part', 'name the part that is counted')
  const parts = hazard.shares?.parts ?? []
  return parts.some(({ code }) => code === part)
    ? undefined
    : new Fault('bad-value', '/part', `expected one of ${parts.map(({ code }) => code).join(', ')}`)
}

function strayField(event: HazardEvent): Fault | undefined {
  const stray = [...(event.item === 'share' ? [] : (['part'] as const)), ...(event.item === 'band' ? [] : INTERVAL)].find(
    (field) => event[field] !== undefined,
  )
  return stray && new Fault('unknown-field', `/${stray}`, `item ${event.item} has no such field`)
}

/** Class of a number about a hazard, or why it is not taken: what is off is not kept. HZ3 HZ4 */
export function classifyHazard(event: HazardEvent, t: number, { hazards }: CatalogueIndex): Sorting | Fault {
  const name = `${event.hazard}.${event.item}`
  const known = hazards.at(name, t)
  if (!known?.standing.on)
    return hazards.ever(name)
      ? new Fault('hazard-off', '/item', 'the city pack has not adopted it, or not switched it on, or its days are over')
      : new Fault('unknown-hazard', '/hazard', 'no such number of a hazard in the city catalogue')
  if (event.source !== known.standing.source)
    return new Fault('kind-not-agreed', '/source', `the catalogue names ${known.standing.source} as its source`)
  if (event.node === undefined) return new Fault('missing-field', '/node', 'name the street, district or city it is about')
  if (event.point) return new Fault('too-fine', '/point', 'it is about an area; an area has no position')
  const isCount = known.standing.cls === 'X'
  if (isCount && !(Number.isInteger(event.value) && event.value >= 0))
    return new Fault('bad-value', '/value', 'expected a whole number of at least 0')
  const fault =
    strayField(event) ??
    (event.item === 'band' ? bandFault(event, known) : event.item === 'share' ? shareFault(event, known) : undefined)
  return fault ?? { cls: known.standing.cls, atHome: false, tray: false }
}
