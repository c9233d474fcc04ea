import { EVENT_SCHEMAS, type EventKind, type GridEvent } from '../../shared/domain/grid-event.ts'
import { personalMarkInCode, type PersonalMark } from '../../shared/domain/personal-marks.ts'
import { Fault } from './fault.ts'

/** Texts that a source chooses itself; every other text of an event is looked up in a list before it is written. */
const OWN_TEXTS: Readonly<Record<EventKind, readonly string[]>> = {
  case: ['id', 'caseId', 'into', 'type'],
  check: ['id', 'round'],
  reading: ['id'],
  measure: ['id', 'measureId', 'measureType', 'basis'],
  service: ['id', 'serviceId', 'category'],
  duty: ['id'],
  warning: ['id', 'warningId', 'type'],
  response: ['id', 'responseId'],
  hazard: ['id'],
  correction: ['id'],
  alive: ['id'],
}
const ALL_OWN_TEXTS: ReadonlySet<string> = new Set(Object.values(OWN_TEXTS).flat())
const KNOWN_FIELDS: ReadonlySet<string> = new Set(
  Object.values(EVENT_SCHEMAS).flatMap(({ properties }) => Object.keys(properties)),
)
const DEEPEST = 6
const MOST_VALUES = 2_000

const WORDS: Readonly<Record<PersonalMark, string>> = {
  phone: 'a telephone number',
  'resident-id': 'a resident’s number',
  plate: 'a number plate',
  'e-mail': 'an e-mail address',
  'bank-card': 'a bank card',
  'business-code': 'the code of a business of one person',
}

/** True where events of some kind have a text of that name that a source chooses itself. */
export function isOwnText(field: string): boolean {
  return ALL_OWN_TEXTS.has(field)
}

function faultAt(field: string, mark: PersonalMark): Fault {
  const pointer = KNOWN_FIELDS.has(field) ? `/${field}` : ''
  return new Fault('personal-data', pointer, `looks like ${WORDS[mark]}; nothing of it was kept. Send an opaque id instead`)
}

/** Why an event of the right shape is refused all the same: one of its own texts looks like a number of a person. EV14 */
export function personalFault(event: GridEvent): Fault | undefined {
  const values = event as unknown as Readonly<Record<string, unknown>>
  for (const field of OWN_TEXTS[event.kind]) {
    const text = values[field]
    const mark = typeof text === 'string' ? personalMarkInCode(text) : undefined
    if (mark) return faultAt(field, mark)
  }
  if (event.kind === 'warning' && event.references) return faultAmong('references', event.references)
  return event.kind === 'case' && event.stages ? faultAmong('stages', Object.keys(event.stages)) : undefined
}

function faultAmong(field: string, texts: readonly string[]): Fault | undefined {
  for (const text of texts) {
    const mark = personalMarkInCode(text)
    if (mark) return faultAt(field, mark)
  }
  return undefined
}

/** The same for a value that is refused anyway: every text in it, with the names of its fields. Bounded in depth and number. */
export function personalFaultIn(value: unknown): Fault | undefined {
  let left = MOST_VALUES
  const look = (inner: unknown, field: string, depth: number): Fault | undefined => {
    if (left-- <= 0 || depth > DEEPEST) return undefined
    if (typeof inner === 'string' || Number.isInteger(inner)) {
      const mark = personalMarkInCode(String(inner))
      return mark && faultAt(field, mark)
    }
    if (typeof inner !== 'object' || inner === null) return undefined
    for (const [key, child] of Object.entries(inner)) {
      const name = depth === 0 ? key : field
      const fault = look(child, name, depth + 1) ?? look(key, name, DEEPEST)
      if (fault) return fault
    }
    return undefined
  }
  return typeof value === 'object' ? look(value, '', 0) : undefined
}
