import type { Catalogue } from '../../shared/domain/catalogue.ts'
import { CELL, valueState } from '../../shared/figures/value-state.ts'
import type { CaseFiles } from '../publish/case-files.ts'
import type { Published } from '../publish/published.ts'
import { RefusedQuery } from './query.ts'

interface UnitParts {
  readonly published: Published
  readonly catalogue: Catalogue
  readonly cases: CaseFiles
}

/**
 * A responsible unit's own figures in an area: `shown(name, key)` reads one as the area's are read.
 * Refuses with 404 a unit without figures there, with 400 a figure that no unit is judged by. AG7 CS6
 */
export function unitBehind({ published, catalogue, cases }: UnitParts, code: string, node: number) {
  const at = catalogue.units.findIndex((unit) => unit.code === code)
  const values = cases.units(node).find(({ unit }) => unit === at)?.values
  if (values === undefined)
    throw new RefusedQuery(404, 'unknown-unit', 'unit is the code of a unit with figures in this area; /api/v1/units lists them.')
  const shown = (name: string, key: number) => {
    const held = values.get(name)
    if (held === undefined)
      throw new RefusedQuery(400, 'not-of-units', 'No unit has this figure; /api/v1/units lists those that units have.')
    const none = Number.isNaN(held)
    const state = valueState(published.standing(key).state, none ? CELL.none : CELL.shown, held)
    return { key: name, v: none ? null : held, state }
  }
  return { at, facts: { code, name: catalogue.units[at]?.name }, shown }
}
