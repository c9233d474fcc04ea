import type { TSchema } from '@sinclair/typebox'
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler'
import { ALARM_RULES, NO_ALARM_RULES, type AlarmRules } from '../../shared/domain/alarm-rules.ts'
import { CATALOGUE, type Catalogue } from '../../shared/domain/catalogue.ts'
import { TIER_RULES, type TierRules } from '../../shared/domain/tier-rules.ts'
import { WORK_CALENDAR, type WorkCalendar } from '../../shared/domain/work-calendar.ts'
import type { PackFault, PackFaultKind } from './pack-fault.ts'
import type { PackFiles } from './pack-files.ts'

/** What a city names and how it judges. */
export interface PackWords {
  readonly catalogue: Catalogue
  readonly rules: TierRules
  /** Absent where the pack names none. */
  readonly workCalendar?: WorkCalendar | undefined
  readonly alarms: AlarmRules
}

const catalogueCheck = TypeCompiler.Compile(CATALOGUE)
const alarmsCheck = TypeCompiler.Compile(ALARM_RULES)
const rulesCheck = TypeCompiler.Compile(TIER_RULES)
const workCalendarCheck = TypeCompiler.Compile(WORK_CALENDAR)

function faultsOf<T extends TSchema>(check: TypeCheck<T>, file: string, content: Buffer, kind: PackFaultKind): PackFault[] {
  try {
    const parsed: unknown = JSON.parse(content.toString('utf8'))
    return [...check.Errors(parsed)].map(({ path, message }) => ({ kind, file, at: path || '/', message }))
  } catch (reason) {
    return [{ kind: 'bad-file', file, at: '', message: reason instanceof Error ? reason.message : String(reason) }]
  }
}

/** What is wrong with the catalogue, the rules and the calendar. */
export function wordFaults({ manifest, read }: PackFiles): PackFault[] {
  const { calendar } = manifest
  return [
    ...faultsOf(catalogueCheck, manifest.catalogue, read(manifest.catalogue), 'unknown-catalogue'),
    ...faultsOf(rulesCheck, manifest.rules, read(manifest.rules), 'bad-schema'),
    ...(calendar === undefined ? [] : faultsOf(workCalendarCheck, calendar, read(calendar), 'bad-schema')),
    ...(manifest.alarms === undefined ? [] : faultsOf(alarmsCheck, manifest.alarms, read(manifest.alarms), 'bad-schema')),
  ]
}

/** Catalogue, rules and calendar of a pack that was found sound. */
export function readWords({ manifest, read }: PackFiles): PackWords {
  const { calendar } = manifest
  return {
    catalogue: JSON.parse(read(manifest.catalogue).toString('utf8')) as Catalogue,
    rules: JSON.parse(read(manifest.rules).toString('utf8')) as TierRules,
    ...(calendar === undefined ? {} : { workCalendar: JSON.parse(read(calendar).toString('utf8')) as WorkCalendar }),
    alarms: manifest.alarms === undefined ? NO_ALARM_RULES : (JSON.parse(read(manifest.alarms).toString('utf8')) as AlarmRules),
  }
}
