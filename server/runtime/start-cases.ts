import type { Router } from 'express'
import type { CityCalendar } from '../../shared/domain/calendar.ts'
import { createCaseBook } from '../aggregate/city-case-book.ts'
import type { City } from '../city/load-city.ts'
import type { Fold } from '../fold/fold.ts'
import type { EventLog } from '../log/event-log.ts'
import { createCaseFiles } from '../publish/case-files.ts'
import type { Published } from '../publish/published.ts'
import { caseRoutes } from '../routes/cases.ts'
import { unitsRoute } from '../routes/units.ts'

export interface StartCasesOptions {
  readonly fold: Fold
  readonly calendar: CityCalendar
  readonly city: City
  readonly log: EventLog
  readonly published: Published
}

/** The routes of single cases and responsible units. */
export function startCases({ fold, calendar, city, log, published }: StartCasesOptions): readonly Router[] {
  const { tree, catalogue, workCalendar } = city
  const cases = createCaseFiles(createCaseBook(fold, calendar), log)
  return [
    caseRoutes({ published, tree, catalogue, cases, caseLink: workCalendar?.caseLink }),
    unitsRoute({ published, tree, catalogue, cases }),
  ]
}
