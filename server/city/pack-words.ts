import type { TSchema } from '@sinclair/typebox'
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler'
import { ALARM_RULES, NO_ALARM_RULES, type AlarmRules } from '../../shared/domain/alarm-rules.ts'
import { CATALOGUE, type Catalogue } from '../../shared/domain/catalogue.ts'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import { WORK_CALENDAR, type WorkCalendar } from '../../shared/domain/work-calendar.ts'
import { keysOf } from '../../shared/figures/keys.ts'
import { checkRuleBook, inputFaults, type RuleFault } from '../../shared/rules/check-rule-book.ts'
import { hazardFaults } from './hazard-faults.ts'
import type { PackFault, PackFaultKind } from './pack-fault.ts'
import type { PackFiles } from './pack-files.ts'

/** What a city names and how it judges. */
export interface PackWords {
  readonly catalogue: Catalogue
  readonly rules: RuleBook
  /** Absent where the pack names none. */
  readonly workCalendar?: WorkCalendar | undefined
  readonly alarms: AlarmRules
}

const catalogueCheck = TypeCompiler.Compile(CATALOGUE)
const alarmsCheck = TypeCompiler.Compile(ALARM_RULES)
const workCalendarCheck = TypeCompiler.Compile(WORK_CALENDAR)

function faultsOf<T extends TSchema>(check: TypeCheck<T>, file: string, content: Buffer, kind: PackFaultKind): PackFault[] {
  try {
    const parsed: unknown = JSON.parse(content.toString('utf8'))
    return [...check.Errors(parsed)].map(({ path, message }) => ({ kind, file, at: path || '/', message }))
  } catch (reason) {
    return [{ kind: 'bad-file', file, at: '', message: reason instanceof Error ? reason.message : String(reason) }]
  }
}

/** Figures of class T that are counted, not judged. */
const thingsOf = (catalogue: Catalogue) =>
  new Set(
    keysOf(catalogue).flatMap(({ key, cls, shape }) =>
      cls === 'T' && shape !== 'tier' && !key.startsWith('index.') ? [key] : [],
    ),
  )

/** Rules may name the class T figures that this catalogue gives the city, and no others. */
function ruleFaults(file: string, content: Buffer, catalogue: Catalogue): PackFault[] {
  const fault =
    (kind: PackFaultKind) =>
    ({ at, message }: RuleFault) => ({ kind, file, at, message })
  try {
    const checked = checkRuleBook(JSON.parse(content.toString('utf8')))
    if (checked.kind === 'broken') return checked.faults.map(fault('bad-schema'))
    const things = thingsOf(catalogue)
    return inputFaults(checked.book, (key) => things.has(key)).map(fault('bad-schema'))
  } catch (reason) {
    return [fault('bad-file')({ at: '', message: reason instanceof Error ? reason.message : String(reason) })]
  }
}

/** What does not fit together although each file is sound. */
function knownFaults(manifest: PackFiles['manifest'], read: PackFiles['read']): PackFault[] {
  const catalogue = JSON.parse(read(manifest.catalogue).toString('utf8')) as Catalogue
  const things = thingsOf(catalogue)
  const inHazards = hazardFaults(catalogue, (key) => things.has(key))
  return [
    ...inHazards.map((fault): PackFault => ({ kind: 'unknown-catalogue', file: manifest.catalogue, ...fault })),
    ...ruleFaults(manifest.rules, read(manifest.rules), catalogue),
  ]
}

/** What is wrong with the catalogue, the rules and the calendar. */
export function wordFaults({ manifest, read }: PackFiles): PackFault[] {
  const { calendar } = manifest
  const inCatalogue = faultsOf(catalogueCheck, manifest.catalogue, read(manifest.catalogue), 'unknown-catalogue')
  return [
    ...inCatalogue,
    ...(inCatalogue.length > 0 ? [] : knownFaults(manifest, read)),
    ...(calendar === undefined ? [] : faultsOf(workCalendarCheck, calendar, read(calendar), 'bad-schema')),
    ...(manifest.alarms === undefined ? [] : faultsOf(alarmsCheck, manifest.alarms, read(manifest.alarms), 'bad-schema')),
  ]
}

/** Catalogue, rules and calendar of a pack that was found sound. */
export function readWords({ manifest, read }: PackFiles): PackWords {
  const { calendar } = manifest
  return {
    catalogue: JSON.parse(read(manifest.catalogue).toString('utf8')) as Catalogue,
    rules: JSON.parse(read(manifest.rules).toString('utf8')) as RuleBook,
    ...(calendar === undefined ? {} : { workCalendar: JSON.parse(read(calendar).toString('utf8')) as WorkCalendar }),
    alarms: manifest.alarms === undefined ? NO_ALARM_RULES : (JSON.parse(read(manifest.alarms).toString('utf8')) as AlarmRules),
  }
}
