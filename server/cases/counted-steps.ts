import { COUNT_BIT, PART_BIT } from '../../shared/figures/counter-layout.ts'
import type { CaseStep } from '../../shared/domain/grid-event.ts'

/** Steps that count under a windowed base, as its bit. */
export const COUNTED_STEPS: Partial<Record<CaseStep, number>> = {
  reported: COUNT_BIT['cases.reported'],
  filed: COUNT_BIT['cases.filed'],
  closed: COUNT_BIT['cases.closed'],
  returned: COUNT_BIT['cases.returned'],
  extended: COUNT_BIT['cases.extended'],
  refused: COUNT_BIT['cases.refused'],
}

/** Steps that are parts of rates, as their bit. */
export const PART_STEPS: Partial<Record<CaseStep, number>> = {
  handled: PART_BIT['cases.handled'],
  dispatched: PART_BIT['cases.dispatched'],
  reassigned: PART_BIT['cases.dispatched'],
  signed: PART_BIT['cases.signed'],
  reopened: PART_BIT['cases.reopened'],
}
