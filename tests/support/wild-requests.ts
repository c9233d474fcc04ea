import { seededRandom } from './random.ts'

/** The parts of an OpenAPI document that requests are made from. */
export interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> }
  readonly responses: Readonly<Record<string, unknown>>
}
interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
}

/** A request and the answers its description names. */
export interface WildRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly described: ReadonlySet<number>
}

type Random = () => number
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

const WILD = [
  '',
  '%00',
  '../../etc/passwd',
  '..%2f..%2f',
  '__proto__',
  'constructor',
  '-1',
  '1e309',
  '9007199254740993',
  'NaN',
  'null',
  '[]',
  '\u202e',
  '\ud83d',
  '<script>',
  "' OR 1=1",
  'a'.repeat(5_000),
  '%',
  '%E0%A4%A',
  'true',
  '🏙️',
]
const BODIES = [
  '',
  '{',
  '[]',
  'null',
  '{"__proto__":{"a":1}}',
  '"x"',
  '['.repeat(20_000),
  '{"a":'.repeat(5_000),
  '1e999',
  '\u0000',
]

/** A value that a schema allows, or near it: one in five is wild. */
function valueOf(random: Random, schema: Schema | undefined, known: readonly string[]): unknown {
  if (schema === undefined || random() < 0.2) return pick(random, WILD)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return pick(random, schema.enum)
  if (schema.anyOf) return valueOf(random, pick(random, schema.anyOf), known)
  if (schema.properties)
    return Object.fromEntries(Object.entries(schema.properties).map(([name, inner]) => [name, valueOf(random, inner, known)]))
  if (schema.type === 'array') return Array.from({ length: Math.floor(random() * 4) }, () => valueOf(random, schema.items, known))
  if (schema.type === 'integer' || schema.type === 'number') return pick(random, [0, 1, 2, 7, 60, -1, 1.5, 1e15])
  return schema.type === 'boolean' ? random() < 0.5 : pick(random, known)
}

const encode = (value: unknown): string => {
  const text = String(value)
  // Half-formed escapes go as they are; everything else has to be text that a client can send.
  return text.startsWith('%') || text.includes('%2f') ? text : encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '?'))
}

/**
 * Requests to every described call, from its own schemas and from nowhere. `known`: codes and keys that exist, so that
 * some requests get far. Same seed, same requests.
 */
export function wildRequests(described: Described, seed: number, known: readonly string[]): () => WildRequest {
  const random = seededRandom(seed)
  const calls = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  return () => {
    const { path, method, operation } = pick(random, calls)
    const parameters = operation.parameters ?? []
    const query = parameters
      .filter((one) => one.in === 'query' && random() < 0.6)
      .map(({ name, schema }) => `${name}=${encode(valueOf(random, schema, known))}`)
    if (random() < 0.1) query.push(`${encode(pick(random, WILD))}=${encode(pick(random, WILD))}`)
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encode(valueOf(random, parameters.find((one) => one.name === name)?.schema ?? { type: 'string' }, known)),
    )
    const content = Object.entries(operation.requestBody?.content ?? {})
    const [type, { schema }] = content.length > 0 ? pick(random, content) : ['application/json', { schema: undefined }]
    const body =
      content.length === 0 ? undefined : random() < 0.3 ? pick(random, BODIES) : JSON.stringify(valueOf(random, schema, known))
    return {
      method: random() < 0.03 ? pick(random, ['PUT', 'DELETE', 'PATCH', 'POST', 'OPTIONS']) : method,
      path: filled + (query.length > 0 ? `?${query.join('&')}` : ''),
      headers: body === undefined ? {} : { 'content-type': random() < 0.05 ? pick(random, WILD.slice(3, 9)) : type },
      body,
      described: new Set(Object.keys(operation.responses).map(Number)),
    }
  }
}

/** Messages to the sockets: the protocol's own with wild fields, wrong names, and values of any shape. */
export function wildMessages(seed: number, known: readonly string[]): () => readonly [event: string, ...args: unknown[]] {
  const random = seededRandom(seed)
  const number: Schema = { type: 'integer' }
  const audience: Schema = { enum: ['public', 'visitors', 'staff'] }
  const scope: Schema = { properties: { node: { type: 'string' }, depth: number, events: { type: 'boolean' }, audience } }
  const held: Schema = { properties: { epoch: { type: 'string' }, seq: number } }
  const messages: Readonly<Record<string, Schema>> = {
    subscribe: { properties: { protocol: { enum: [1, 2, 3] }, sub: number, scope, held } },
    unsubscribe: { properties: { sub: number } },
    applied: { properties: { sub: number, seq: number } },
  }
  const names = Object.keys(messages)
  return () => {
    const name =
      random() < 0.1 ? pick(random, ['__proto__', 'constructor', 'frame', 'disconnecting', 'x'.repeat(300)]) : pick(random, names)
    const whole = valueOf(random, messages[name] ?? scope, known)
    return random() < 0.15 ? [name, whole, pick(random, WILD), null] : [name, whole]
  }
}
