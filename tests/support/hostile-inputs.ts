import { seededRandom } from './random.ts'

/** In every place where foreign content could slip in; it must never be found again. */
export const MARK = 'hostile-mark'

type Random = () => number

/** One line of a body; `fair`: it is well-formed and must be accepted. */
export interface HostileLine {
  readonly bytes: Buffer
  readonly fair: boolean
}

export interface HostileCity {
  readonly node: string
  readonly source: string
  readonly type: string
  readonly dimension: string
  readonly occurredAt: () => string
}

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'phone',
  '姓名',
  '',
  'a'.repeat(5000),
  '<img>',
  '\u0000',
]
const WORDS = [
  `<script>${MARK}</script>`,
  `'; DROP TABLE ${MARK}; --`,
  `\u202e${MARK}`,
  `\ud800${MARK}`,
  `${MARK}\r\nSet-Cookie: x`,
  `../../${MARK}`,
]
const NUMBERS = [
  '1e999',
  '-1e308',
  '123456789012345678901234567890',
  '-0',
  '0.1e-400',
  '9007199254740993',
  'NaN',
  'Infinity',
  '0x10',
  '01',
]

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T
}

function nested(random: Random): string {
  const depth = pick(random, [10, 1000, 20_000])
  return pick(random, ['[', '{"a":']).repeat(depth)
}

/** JSON text of something that does not belong where it is put. */
function junk(random: Random): string {
  const kinds = [
    () => JSON.stringify(pick(random, WORDS)),
    () => pick(random, NUMBERS),
    () => pick(random, ['null', 'true', '[]', '{}', '""', '[null]', '{"__proto__":{"polluted":true}}']),
    () => JSON.stringify(MARK.repeat(Math.floor(random() * 3000))),
    () => nested(random),
    () => `{"${MARK}":[${pick(random, NUMBERS)}]}`,
  ]
  return pick(random, kinds)()
}

/** Makes hostile lines, one in ten of them fair. Same seed, same lines. */
export function hostileLines(seed: number, city: HostileCity): () => HostileLine {
  const random = seededRandom(seed)
  let serial = 0
  const fairEvent = (): Record<string, unknown> => {
    const common = { id: `h${seed}-${serial++}`, source: city.source, occurredAt: city.occurredAt(), node: city.node }
    return random() < 0.5
      ? { kind: 'reading', ...common, dimension: city.dimension, value: Math.round(random() * 1000) / 10 }
      : { kind: 'case', ...common, caseId: `c${seed}-${serial}`, step: 'reported', type: city.type }
  }
  const attacks: readonly ((event: Record<string, unknown>) => string | Buffer)[] = [
    (event) => {
      const field = pick(random, Object.keys(event))
      return JSON.stringify({ ...event, [field]: 0 }).replace(`"${field}":0`, `"${field}":${junk(random)}`)
    },
    (event) => JSON.stringify(event).replace('{', `{${JSON.stringify(pick(random, KEYS))}:${junk(random)},`),
    (event) => JSON.stringify(event).replace('"id"', `"id":${junk(random)},"source":"${MARK}","id"`),
    (event) => JSON.stringify(event).slice(0, Math.floor(random() * 150)),
    (event) => {
      const bytes = Buffer.from(JSON.stringify(event))
      for (let flips = 0; flips < 3; flips++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
      return bytes
    },
    (event) => JSON.stringify({ ...event, kind: pick(random, ['__proto__', 'constructor', 'alive ', 'CASE', MARK]) }),
    (event) =>
      JSON.stringify({
        ...event,
        occurredAt: pick(random, [
          '+275760-09-13T00:00:00Z',
          '0000-00-00T00:00:00Z',
          '2024-02-30T00:00:00+25:99',
          `${MARK}T00:00:00Z`,
        ]),
      }),
    (event) =>
      JSON.stringify({
        ...event,
        node: undefined,
        point: [0, 0],
        crs: pick(random, ['LOCAL:__proto__', 'LOCAL:constructor', MARK]),
      }),
    (event) =>
      JSON.stringify({
        ...event,
        kind: 'correction',
        ref: { source: city.source, id: '__proto__' },
        action: 'replace',
        reason: MARK,
        by: { by: event },
      }),
    () => junk(random),
    () => pick(random, ['\ufeff{}', '\u0000', '\u001b[2J', '/* */{}', "{'kind':'case'}"]),
  ]
  return () => {
    if (random() < 0.1) return { bytes: Buffer.from(JSON.stringify(fairEvent())), fair: true }
    const attack = pick(random, attacks)(fairEvent())
    const bytes = Buffer.from(attack)
    // A newline would make two lines of one.
    for (let i = 0; i < bytes.length; i++) if (bytes[i] === 10) bytes[i] = 32
    return { bytes: bytes.length < 3 ? Buffer.from('"."') : bytes, fair: false }
  }
}

/** Lines joined to one NDJSON body, with how many of them are fair. */
export function hostileBody(next: () => HostileLine, count: number): { readonly body: Buffer; readonly fair: number } {
  const lines = Array.from({ length: count }, next)
  const newline = Buffer.from('\n')
  return {
    body: Buffer.concat(lines.flatMap(({ bytes }) => [bytes, newline])),
    fair: lines.filter(({ fair }) => fair).length,
  }
}

/** Requests that are wrong as a whole; each must be answered, none with a 5xx. */
export function hostileRequests(url: string): readonly (readonly [string, RequestInit])[] {
  const post = (type: string, body: string | Buffer, headers = {}) =>
    [`${url}/api/v1/events`, { method: 'POST', body: body as BodyInit, headers: { 'content-type': type, ...headers } }] as const
  return [
    post('application/json', '['.repeat(100_000)),
    post('application/json', `[${'[],'.repeat(50_000)}[]]`),
    post('application/json', `{"__proto__":{"${MARK}":1}}`),
    post('application/json', '[null,1,"x",true,[],{}]'),
    post('application/json', Buffer.from([0xff, 0xfe, 0x5b, 0x00])),
    post('application/cloudevents-batch+json', `[{"type":"gridwall.__proto__","data":{}},{"type":"gridwall.case","data":null}]`),
    post(
      'application/cloudevents-batch+json',
      `[{"specversion":"1.0","type":"gridwall.case","data":{"__proto__":1,"${MARK}":2}}]`,
    ),
    post('application/x-ndjson', '\n'.repeat(100_000)),
    post('application/x-ndjson', Buffer.alloc(200_000)),
    post('application/x-ndjson', MARK.repeat(10_000)),
    post(`application/x-ndjson;${'x'.repeat(4000)}`, '{}'),
    post('application/x-ndjson', '{}', { 'content-encoding': 'br' }),
    post('multipart/form-data; boundary=x', `--x\r\n${MARK}`),
    [`${url}/api/v1/events`, { method: 'PUT', body: MARK }],
    [`${url}/api/v1/events/${MARK}`, { method: 'POST', body: '[]' }],
  ]
}
