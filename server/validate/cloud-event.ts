import { Fault } from './fault.ts'

const TYPE_PREFIX = 'gridwall.'
/** Where an event's common fields lie in the envelope; all others lie in `data`. */
const ENVELOPE: Readonly<Record<string, string>> = { kind: '/type', id: '/id', source: '/source', occurredAt: '/time' }

/** The event in a CloudEvents envelope; attributes the contract does not name are ignored and never stored. EV10 */
export function unwrapCloudEvent(envelope: unknown): Record<string, unknown> | Fault {
  if (typeof envelope !== 'object' || envelope === null || Array.isArray(envelope)) {
    return new Fault('bad-envelope', '', 'a CloudEvent is a JSON object')
  }
  const { id, source, time, type, data } = envelope as Readonly<Record<string, unknown>>
  if (typeof type !== 'string' || !type.startsWith(TYPE_PREFIX)) {
    return new Fault('bad-envelope', '/kind', 'type is gridwall.<kind>, e.g. gridwall.case')
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return new Fault('bad-envelope', '/data', 'data is an object with the own fields of the kind')
  }
  for (const field of Object.keys(ENVELOPE)) {
    if (Object.hasOwn(data, field)) return new Fault('unknown-field', `/${field}`, 'this field lies in the envelope, not in data')
  }
  return { ...data, kind: type.slice(TYPE_PREFIX.length), id, source, occurredAt: time }
}

/** A pointer into an event as a pointer into its envelope. */
export function pointIntoEnvelope(pointer: string): string {
  if (pointer === '' || pointer === '/data') return pointer
  const [, field = '', ...rest] = pointer.split('/')
  const moved = rest.length === 0 ? ENVELOPE[field] : undefined
  return moved ?? `/data${pointer}`
}
