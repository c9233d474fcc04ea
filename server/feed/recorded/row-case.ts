import type { CaseStep, EventOf } from '../../../shared/domain/grid-event.ts'
import { classOf, type CsvMapping } from './mapping.ts'
import { UnreadableRow, type RecordedEvent } from './recorded-event.ts'
import { createTimeReader } from './row-time.ts'
import { TypeCodes } from './type-codes.ts'

/** Steps that follow every stage: a stage lies between the steps before the case ends. */
const AFTER_STAGES: ReadonlySet<string> = new Set(['feedback', 'verified', 'closed', 'evaluated', 'revisited'])
const NEEDS_UNIT: ReadonlySet<string> = new Set(['dispatched', 'reassigned'])
const NEEDS_DUE: ReadonlySet<string> = new Set(['extended', 'suspended', 'resumed'])
/** Room for `:` and the longest step within the 128 characters of an id. */
const LONGEST_ID = 116

/** One row by column name, `undefined` where the file has no such column. */
export type Row = (column: string) => string | undefined

interface Milestone {
  readonly name: string
  readonly column: string
  readonly isStage: boolean
}

function listOf(columns: string | readonly string[]): readonly string[] {
  return typeof columns === 'string' ? [columns] : columns
}

/** Every column the mapping names. */
export function columnsOf(mapping: CsvMapping): readonly string[] {
  const { id, type, point = [], steps, due, stages = {} } = mapping
  const times = [...Object.values(steps), ...Object.values(stages), ...(due === undefined ? [] : [due])]
  return [...listOf(id), ...listOf(type), ...point, ...times]
}

function milestonesOf({ steps, stages = {} }: CsvMapping): readonly Milestone[] {
  const step = ([name, column]: [string, string]): Milestone => ({ name, column, isStage: false })
  const written = Object.entries(steps)
  const end = written.findIndex(([name]) => AFTER_STAGES.has(name))
  const cut = end < 0 ? written.length : end
  const between = Object.entries(stages).map(([name, column]) => ({ name, column, isStage: true }))
  return [...written.slice(0, cut).map(step), ...between, ...written.slice(cut).map(step)]
}

/** Reads rows into cases; throws `UnreadableRow`. FE2 FE8 FE9 */
export class RowCases {
  readonly types = new TypeCodes()
  readonly #mapping: CsvMapping
  readonly #milestones: readonly Milestone[]
  readonly #readTime: (text: string) => number

  constructor(mapping: CsvMapping) {
    this.#mapping = mapping
    this.#milestones = milestonesOf(mapping)
    const { timezone, time = [], ignoreZone = false } = mapping
    this.#readTime = createTimeReader({ timezone, patterns: listOf(time), ignoreZone })
  }

  /** The case of a row as its events, one a step, in the mapping's order. */
  read(row: Row, number: number): readonly RecordedEvent[] {
    const caseId = this.#caseId(row)
    const reached = this.#milestones.flatMap(({ name, column, isStage }) => {
      const t = this.#time(row, column)
      return t === undefined ? [] : [{ name, isStage, t }]
    })
    const steps = reached.filter(({ isStage }) => !isStage)
    if (steps.length === 0) throw new UnreadableRow('no-time', 'none of its steps has a time')
    const outOfOrder = reached.some(({ t }, i) => i > 0 && t < (reached[i - 1]?.t ?? t))
    const stages = reached.filter(({ isStage }) => isStage).map(({ name, t }) => [name, new Date(t).toISOString()] as const)
    const base = this.#common(row)
    const due = this.#mapping.due === undefined ? undefined : this.#time(row, this.#mapping.due)
    return steps.map(({ name, t }, i) => {
      const isLast = i === steps.length - 1
      const event: EventOf<'case'> = {
        kind: 'case',
        id: `${caseId}:${name}`,
        source: this.#mapping.source,
        occurredAt: new Date(t).toISOString(),
        caseId,
        step: name as CaseStep,
        ...base.fields,
        ...(isLast && stages.length > 0 && base.cls === 'T' ? { stages: Object.fromEntries(stages) } : {}),
        ...(NEEDS_UNIT.has(name) ? { unit: this.#mapping.unit ?? this.#mapping.source } : {}),
        ...(due !== undefined && (i === 0 || isLast || NEEDS_DUE.has(name)) ? { dueAt: new Date(due).toISOString() } : {}),
      }
      return { t, row: number, event, outOfOrder }
    })
  }

  #caseId(row: Row): string {
    const parts = listOf(this.#mapping.id).map((column) => row(column)?.trim() ?? '')
    if (parts.every((part) => part === '')) throw new UnreadableRow('no-id', 'its id is empty')
    const id = encodeURI(parts.join('-'))
    if (id.length > LONGEST_ID) throw new UnreadableRow('id-too-long', `its id has more than ${LONGEST_ID} characters`)
    return id
  }

  #time(row: Row, column: string): number | undefined {
    const text = row(column)?.trim() ?? ''
    if (text === '') return undefined
    const t = this.#readTime(text)
    if (Number.isNaN(t)) throw new UnreadableRow('bad-time', `${column} is no time as the mapping writes them`)
    return t
  }

  #common(row: Row) {
    const { type, class: rule, origin, crs } = this.#mapping
    const name = listOf(type)
      .map((column) => row(column)?.trim() ?? '')
      .filter((part) => part !== '')
      .join('-')
    if (name === '') throw new UnreadableRow('no-type', 'its type is empty')
    const cls = classOf(rule, name)
    const point = this.#point(row)
    const fields = {
      type: this.types.codeOf(name, cls),
      ...(origin === undefined ? {} : { origin }),
      ...(point === undefined ? {} : { point }),
      ...(point === undefined || crs === undefined ? {} : { crs }),
    }
    return { cls, fields }
  }

  #point(row: Row): [number, number] | undefined {
    const { point: columns, noPosition = [] } = this.#mapping
    if (!columns) return undefined
    const [x, y] = columns.map((column) => row(column)?.trim() ?? '') as [string, string]
    if (x === '' || y === '') return undefined
    const point: [number, number] = [Number(x), Number(y)]
    if (!point.every(Number.isFinite)) throw new UnreadableRow('bad-position', `${columns.join(', ')} are no numbers`)
    return noPosition.some(([a, b]) => a === point[0] && b === point[1]) ? undefined : point
  }
}
