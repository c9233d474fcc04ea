import { TypeCompiler, ValueErrorType, type TypeCheck } from '@sinclair/typebox/compiler'
import { Type, type TObject } from '@sinclair/typebox'
import { EVENT_KINDS, EVENT_SCHEMAS, type EventKind, type GridEvent } from '../../shared/domain/grid-event.ts'
import { Fault, type FaultCode } from './fault.ts'

interface Shape {
  readonly kind: EventKind
  readonly fields: ReadonlySet<string>
  readonly required: number
  readonly optional: readonly string[]
  /** Checks the fields; whether there are others is counted, which costs a tenth of the compiled form. */
  readonly check: TypeCheck<TObject>
  readonly whole: TypeCheck<TObject>
}

/** Codes looked up in a list of known ones before anything is written: their form need not be checked as well. */
const LOOKED_UP = ['source', 'node', 'dimension']

function shapeOf(kind: EventKind): Shape {
  const schema: TObject = EVENT_SCHEMAS[kind]
  const fields = Object.keys(schema.properties)
  const lean = { ...schema.properties }
  for (const field of LOOKED_UP) if (lean[field]) lean[field] = { ...lean[field], pattern: undefined }
  return {
    kind,
    fields: new Set(fields),
    required: schema.required?.length ?? 0,
    optional: fields.filter((field) => !schema.required?.includes(field)),
    check: TypeCompiler.Compile(Type.Object(lean)),
    whole: TypeCompiler.Compile(schema),
  }
}

/** True where the value, whose required fields are known to be there, has fields beyond the schema's. */
function hasMore(shape: Shape, value: object): boolean {
  let more = -shape.required
  for (const _field in value) more++
  for (const field of shape.optional) if ((value as Record<string, unknown>)[field] !== undefined) more--
  return more !== 0
}

const SHAPES: ReadonlyMap<unknown, Shape> = new Map(EVENT_KINDS.map((kind) => [kind, shapeOf(kind)]))

/** A pointer names a field of the sender's own event; it is cut so that an answer stays small. */
function pointerTo(field: string): string {
  return '/' + field.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')
}

const LENGTH_ERRORS = new Set([ValueErrorType.StringMaxLength, ValueErrorType.ArrayMaxItems, ValueErrorType.ObjectMaxProperties])

const NOT_AS_DESCRIBED = new Fault('bad-value', '', 'not as the contract describes it')

/** What is wrong with a value, if anything is: a field that is there but undefined is not. */
function explain(shape: Shape, value: object): Fault | undefined {
  for (const field of Object.keys(value)) {
    if (!shape.fields.has(field)) {
      return new Fault(
        'unknown-field',
        pointerTo(field),
        `kind ${shape.kind} has no such field; send only fields of the contract`,
      )
    }
  }
  const error = shape.whole.Errors(value).First()
  if (!error) return undefined
  const pointer = error.path.slice(0, 128)
  if (error.value === undefined) return new Fault('missing-field', pointer, `kind ${shape.kind} needs this field`)
  const code: FaultCode = LENGTH_ERRORS.has(error.type) ? 'too-long' : 'bad-value'
  const { enum: list } = error.schema as { readonly enum?: readonly string[] }
  return new Fault(code, pointer, list ? `expected one of ${list.join(', ')}` : error.message.slice(0, 160))
}

/** The event if it fits the closed schema of its kind, else what to mend first. EV1 EV2 */
export function checkShape(value: unknown): GridEvent | Fault {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return new Fault('not-an-object', '', 'an event is a JSON object')
  }
  const shape = SHAPES.get((value as { readonly kind?: unknown }).kind)
  if (!shape) return new Fault('unknown-kind', '/kind', `expected one of ${EVENT_KINDS.join(', ')}`)
  if (!shape.check.Check(value)) return explain(shape, value) ?? NOT_AS_DESCRIBED
  return (hasMore(shape, value) && explain(shape, value)) || (value as GridEvent)
}
