import type { CaseStep, EventOf, GridEvent } from '../../shared/domain/grid-event.ts'
import type { PrivacyClass } from '../../shared/domain/privacy-class.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import { classifyHazard } from './classify-hazard.ts'
import { Fault } from './fault.ts'

/** Class of an event by the catalogue; `tray`: no catalogue knows its type yet. */
export interface Sorting {
  readonly cls: PrivacyClass
  readonly atHome: boolean
  readonly tray: boolean
}

const THING: Sorting = { cls: 'T', atHome: false, tray: false }
const TRAY: Sorting = { cls: 'X', atHome: false, tray: true }

type CaseField = 'unit' | 'dueAt' | 'reason' | 'into' | 'solved'

/** What a step must carry beyond the common fields (contract 3). */
const STEP_NEEDS: Partial<Record<CaseStep, CaseField>> = {
  dispatched: 'unit',
  reassigned: 'unit',
  extended: 'dueAt',
  suspended: 'dueAt',
  resumed: 'dueAt',
  declined: 'reason',
  refused: 'reason',
  merged: 'into',
  revisited: 'solved',
}

function sortCase(event: EventOf<'case'>, t: number, catalogue: CatalogueIndex): Sorting | Fault {
  const needed = STEP_NEEDS[event.step]
  if (needed && event[needed] === undefined) return new Fault('missing-field', `/${needed}`, `step ${event.step} carries it`)
  if (event.unit !== undefined && !catalogue.units.at(event.unit, t)) {
    return new Fault('unknown-unit', '/unit', 'no responsible unit of the catalogue at that time')
  }
  if (event.reason !== undefined && !catalogue.reasons.at(event.reason, t)) {
    return new Fault('unknown-reason', '/reason', 'no reason of the catalogue at that time')
  }
  const type = catalogue.types.at(event.type, t)
  return type ? { cls: type.class, atHome: type.atHome === true, tray: false } : TRAY
}

function byClass(known: { readonly class: PrivacyClass } | undefined): Sorting {
  return known ? { cls: known.class, atHome: false, tray: false } : TRAY
}

/** Checks the codes an event names and finds its class. Corrections are sorted by what they correct. EV6 EV9 */
export function classifyEvent(event: GridEvent, t: number, catalogue: CatalogueIndex): Sorting | Fault {
  switch (event.kind) {
    case 'reading':
      return catalogue.dimensions.at(event.dimension, t)
        ? THING
        : new Fault('unknown-dimension', '/dimension', 'no dimension of the catalogue at that time')
    case 'case':
      return sortCase(event, t, catalogue)
    case 'measure':
      return byClass(catalogue.measureTypes.at(event.measureType, t))
    case 'service':
      return byClass(catalogue.categories.at(event.category, t))
    case 'warning':
      return catalogue.warningTypes.at(event.type, t) ? THING : TRAY
    case 'response':
      return catalogue.plans.at(event.plan, t)
        ? THING
        : new Fault('unknown-plan', '/plan', 'no emergency plan of the catalogue at that time')
    case 'hazard':
      return classifyHazard(event, t, catalogue)
    case 'check':
    case 'duty':
    case 'alive':
    case 'correction':
      return THING
  }
}
