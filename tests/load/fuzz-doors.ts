import { request, Agent } from 'node:http'
import { io } from 'socket.io-client'
import { filesWithCanary, canaryId, canaryPhone, holdsCanary } from '../support/canaries.ts'
import { cityFacts } from '../support/city-facts.ts'
import { seededRandom } from '../support/random.ts'
import { tellingMemory, toldMemory } from '../support/told-memory.ts'
import { startWall } from '../support/wall-server.ts'
import { wildMessages, wildRequests, type Described, type WildRequest } from '../support/wild-requests.ts'

/** Wild requests, wild socket messages and events with planted canaries: how many of each. */
const INPUTS = Number(process.argv[2] ?? 1_000_000)
const REQUESTS = Math.round(INPUTS * 0.4)
const MESSAGES = Math.round(INPUTS * 0.2)
const EVENTS = INPUTS - REQUESTS - MESSAGES
const AT_ONCE = 32
const FIRST_SHARE = 0.1
const EVENTS_A_BODY = 1_000
/** Memory is back within this share of what it was after the first tenth. */
const BACK_WITHIN = 0.1

const say = (line: string) => process.stdout.write(`${line}\n`)
const failures: string[] = []
const fail = (line: string) => failures.push(line)
const server = await startWall({ args: ['--feed', 'none', '--city', 'hangzhou'], nodeArgs: tellingMemory() })
const facts = cityFacts('hangzhou')
const known = [
  facts.root,
  '330106',
  '330106002',
  'cases.open',
  'tier',
  'p.events.day',
  'x.events.all',
  'h24',
  'headline',
  'ack',
  facts.type,
]
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
const statuses = new Map<number, number>()

interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
}

function ask({ method, path, headers, body }: Omit<WildRequest, 'described'>): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const sent = request({ host: '127.0.0.1', port: server.port, agent, method, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          text: Buffer.concat(chunks).toString('latin1'),
        }),
      )
      response.on('error', () => resolve(undefined))
    })
    sent.on('error', () => resolve(undefined))
    sent.end(body)
  })
}

/** An answer has a described status, or one of HTTP itself; an error says its code. */
function judge(wild: WildRequest, answer: Answer | undefined): void {
  if (!answer) return void fail(`no answer: ${wild.method} ${wild.path.slice(0, 120)}`)
  const { status, type, text } = answer
  statuses.set(status, (statuses.get(status) ?? 0) + 1)
  const ofHttp = [200, 204, 400, 401, 403, 404, 405, 413, 414, 415, 429, 431].includes(status)
  if (!ofHttp && !wild.described.has(status)) fail(`${status}: ${wild.method} ${wild.path.slice(0, 120)}`)
  if (status >= 400 && text !== '' && wild.method !== 'OPTIONS' && !(type.includes('problem+json') && text.includes('"code"')))
    fail(`${status} without a code: ${wild.method} ${wild.path.slice(0, 120)} ${text.slice(0, 80)}`)
}

/** Once the pages of long answers, which are kept for a minute, are gone. */
const held = async () => {
  await new Promise((wake) => setTimeout(wake, 62_000))
  const { heapUsed, external } = await toldMemory(server)
  return (heapUsed + external) / 2 ** 20
}

async function fuzzRequests(count: number, seed: number): Promise<void> {
  const described = JSON.parse(
    (await ask({ method: 'GET', path: '/openapi.json', headers: {}, body: undefined }))?.text ?? '{}',
  ) as Described
  const next = wildRequests(described, seed, known)
  let left = count
  const worker = async () => {
    while (left-- > 0) {
      const wild = next()
      judge(wild, await ask(wild))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/** Several sockets in turn: a server that closes one on a wild message is asked by the next. */
async function fuzzSockets(count: number, seed: number): Promise<void> {
  const next = wildMessages(seed, known)
  for (let sent = 0; sent < count;) {
    const socket = io(server.url, { transports: ['websocket'], reconnection: false, forceNew: true })
    await new Promise<void>((resolve) => {
      socket.once('connect', () => resolve())
      socket.once('connect_error', () => resolve())
    })
    if (!socket.connected) fail('a socket was not taken')
    const until = Math.min(count, sent + 5_000)
    while (sent < until && socket.connected) {
      const [event, ...args] = next()
      if (event !== 'disconnecting') socket.emit(event, ...args)
      if (++sent % 250 === 0) await new Promise((wake) => setImmediate(wake))
    }
    socket.close()
  }
}

/** Events from the `first` on, each with a canary in a place of its own; answers how many were refused for it. */
async function plantCanaries(first: number, end: number): Promise<number> {
  const random = seededRandom(31 + first)
  const plant = (n: number): object => {
    const canary = n % 2 === 0 ? canaryId(n) : canaryPhone(n)
    const common = { id: `f${n}`, source: facts.readings.source, occurredAt: new Date().toISOString(), node: '330106002' }
    const fields = ['id', 'caseId', 'type', 'reporter', 'point', 'node', 'reason', 'into', 'dueAt', 'unit', 'source']
    const field = fields[Math.floor(random() * fields.length)] as string
    const event = { kind: 'case', ...common, source: 'chengguan', caseId: `c${n}`, step: 'reported', type: facts.type }
    return { ...event, [field]: random() < 0.7 ? canary : `${field}-${canary}` }
  }
  let refused = 0
  for (let n = first; n < end; n += EVENTS_A_BODY) {
    const body = Array.from({ length: Math.min(EVENTS_A_BODY, end - n) }, (_, i) => JSON.stringify(plant(n + i))).join('\n')
    const answer = await ask({
      method: 'POST',
      path: '/api/v1/events',
      headers: { 'content-type': 'application/x-ndjson' },
      body,
    })
    if (answer?.status !== 200 || holdsCanary(answer.text)) fail(`canaries: ${answer?.status} ${answer?.text.slice(0, 120)}`)
    const receipt = JSON.parse(answer?.text ?? '{}') as { readonly rejected?: number }
    refused += receipt.rejected ?? 0
  }
  return refused
}

const began = performance.now()
/** The three doors one after another, with the inputs between two shares of all. */
async function fuzzAll(from: number, to: number): Promise<number> {
  const part = (of: number) => Math.round(of * to) - Math.round(of * from)
  const seed = Math.round(100 * from)
  await fuzzRequests(part(REQUESTS), 23 + seed)
  await fuzzSockets(part(MESSAGES), 29 + seed)
  return plantCanaries(Math.round(EVENTS * from), Math.round(EVENTS * to))
}

// Tables of words and codes fill with the first inputs and then stand.
const refusedFirst = await fuzzAll(0, FIRST_SHARE)
const before = await held()
const refused = refusedFirst + (await fuzzAll(FIRST_SHARE, 1))
const after = await held()
const alive = (await ask({ method: 'GET', path: '/readyz', headers: {}, body: undefined }))?.status === 200
for (const path of [
  '/metrics',
  '/api/v1/sources',
  '/api/v1/state',
  '/api/v1/city',
  '/api/v1/events',
  '/api/v1/cases',
  '/api/v1/feed',
]) {
  if (holdsCanary((await ask({ method: 'GET', path, headers: {}, body: undefined }))?.text ?? '')) fail(`a canary at ${path}`)
}
await server.stop()
for (const file of filesWithCanary(server.dataDir)) fail(`a canary in ${file.slice(server.dataDir.length)}`)
if (holdsCanary(server.said())) fail('a canary in what the server said')
server.forget()
const minutes = ((performance.now() - began) / 60_000).toFixed(1)
say(`${REQUESTS} requests, ${MESSAGES} socket messages, ${EVENTS} events with canaries (${refused} refused) in ${minutes} min`)
say(
  `answers by status: ${[...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status} ${count}`)
    .join(', ')}`,
)
say(`memory ${before.toFixed(0)} MiB before, ${after.toFixed(0)} MiB after; the server ${alive ? 'lives' : 'is gone'}`)
if (after > before * (1 + BACK_WITHIN)) fail(`memory did not come back to within ${BACK_WITHIN * 100} %`)
if (refused !== EVENTS) fail(`${EVENTS - refused} events with canaries were taken`)
say(failures.length === 0 && alive ? 'fuzzed doors: held' : `FAILED ${failures.length}\n${failures.slice(0, 15).join('\n')}`)
process.exitCode = failures.length === 0 && alive ? 0 : 1
