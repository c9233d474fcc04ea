import { TypeCompiler, ValueErrorType, type TypeCheck } from '@sinclair/typebox/compiler'
import { Type, type TObject } from '@sinclair/typebox'
import { EVENT_KINDS, EVENT_SCHEMAS, type EventKind, type GridEvent } from '../../shared/domain/grid-event.ts'
import { Fault, type FaultCode } from './fault.ts'

interface Shape {
  readonly kind: EventKind
  readonly fields: ReadonlySet<string>
  /** Checks the fields; that there are no others is checked by `fields`, which costs a quarter of the compiled form. */
  readonly check: (value: unknown) => boolean
  readonly whole: TypeCheck<TObject>
}

function shapeOf(kind: EventKind): Shape {
  const schema: TObject = EVENT_SCHEMAS[kind]
  const open = TypeCompiler.Compile(Type.Object(schema.properties))
  return {
    kind,
    fields: new Set(Object.keys(schema.properties)),
    check: (value) => open.Check(value),
    whole: TypeCompiler.Compile(schema),
  }
}

const SHAPES: ReadonlyMap<unknown, Shape> = new Map(EVENT_KINDS.map((kind) => [kind, shapeOf(kind)]))

/** A pointer names a field of the sender's own event; it is cut so that an answer stays small. */
function pointerTo(field: string): string {
  return '/' + field.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')
}

const LENGTH_ERRORS = new Set([ValueErrorType.StringMaxLength, ValueErrorType.ArrayMaxItems, ValueErrorType.ObjectMaxProperties])

function explain(shape: Shape, value: object): Fault {
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
  if (!error) return new Fault('bad-value', '', 'not as the contract describes it')
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
  if (!shape.check(value)) return explain(shape, value)
  for (const field in value) if (!shape.fields.has(field)) return explain(shape, value)
  return value as GridEvent
}
