import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCity } from '../../server/city/load-city.ts'
import { cityFacts } from '../support/city-facts.ts'
import { startWall } from '../support/wall-server.ts'
import { spread, type BenchRow } from './bench-row.ts'

const BODIES = 60
const BATCH = 1000
const CONNECTIONS = 4
const PAIRS = 5

type Make = (id: string, n: number) => object

/** Codes of areas of one role in the bundled city. */
function nodesOf(role: string): readonly string[] {
  const cacheDir = mkdtempSync(join(tmpdir(), 'gridwall-b2-'))
  const { tree } = loadCity({ city: 'hangzhou', cacheDir })
  rmSync(cacheDir, { recursive: true })
  const [from, to] = tree.range(tree.levels.findIndex((level) => level.role === role))
  return Array.from({ length: to - from }, (_, i) => tree.code(from + i))
}

function reader(grids: readonly string[]): Make {
  const { readings } = cityFacts('hangzhou')
  return (id, n) => ({
    kind: 'reading',
    id,
    ...readings,
    occurredAt: new Date().toISOString(),
    node: grids[(n * 7919) % grids.length],
    value: ((n * 31) % 4000) / 100,
  })
}

/** Half readings, the rest cases by position along their loop, checks and services, as an ordinary day mixes them. */
function mixer(grids: readonly string[], compounds: readonly string[]): Make {
  const { type } = cityFacts('hangzhou')
  const read = reader(grids)
  const steps = ['reported', 'filed', 'signed', 'handled', 'feedback', 'closed']
  return (id, n) => {
    const common = { id, source: 'grid', occurredAt: new Date().toISOString() }
    const point = [120.1 + (n % 401) / 2000, 30.2 + (n % 397) / 3000]
    if (n % 10 < 5) return read(id, n)
    if (n % 10 < 8)
      return {
        kind: 'case',
        ...common,
        point,
        caseId: `${id.slice(0, 6)}-${Math.floor(n / 60)}`,
        step: steps[Math.floor(n / 10) % 6],
        type,
        origin: 'patrol',
      }
    if (n % 10 < 9) return { kind: 'check', ...common, node: compounds[n % compounds.length], round: 'r1', state: 'done' }
    return { kind: 'service', ...common, node: grids[n % grids.length], serviceId: id, action: 'requested', category: 'repair' }
  }
}

function bodiesOf(make: Make, name: string): readonly Buffer[] {
  return Array.from({ length: BODIES }, (_, body) => {
    const lines = Array.from({ length: BATCH }, (_, i) => JSON.stringify(make(`${name}-${body}-${i}`, body * BATCH + i)))
    return Buffer.from(lines.join('\n'))
  })
}

function post(url: URL, agent: Agent, body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-ndjson', 'content-length': body.length }
    const sent = request(
      { host: url.hostname, port: url.port, path: '/api/v1/events', method: 'POST', agent, headers },
      (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () => {
          if (response.statusCode === 200) resolve((JSON.parse(text) as { accepted: number }).accepted)
          else reject(new Error(`${response.statusCode} ${text.slice(0, 200)}`))
        })
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Sends all bodies over a few connections; events a second, every one of them accepted. */
async function pour(url: string, bodies: readonly Buffer[]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const waiting = [...bodies]
  let accepted = 0
  const began = performance.now()
  const connection = async () => {
    for (let body = waiting.pop(); body; body = waiting.pop()) {
      const taken = await post(new URL(url), agent, body)
      accepted += taken
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
  const took = performance.now() - began
  agent.destroy()
  if (accepted !== bodies.length * BATCH) throw new Error(`${accepted} of ${bodies.length * BATCH} events were accepted`)
  return (accepted / took) * 1000
}

interface Load {
  readonly id: string
  readonly must: number
  readonly goal: number
  readonly words: string
  readonly make: Make
}

/** The first pair warms both servers up and does not count. */
async function measure({ id, must, goal, words, make }: Load, bareUrl: string, wallUrl: string): Promise<BenchRow> {
  const ratios: number[] = []
  let [best, ceiling] = [0, 0]
  for (let pair = -1; pair < PAIRS; pair++) {
    const bodies = bodiesOf(make, `${id}${pair + 2}`)
    const parsed = await pour(bareUrl, bodies)
    const durable = await pour(wallUrl, bodies)
    if (pair < 0) continue
    ratios.push(durable / parsed)
    best = Math.max(best, durable)
    ceiling = Math.max(ceiling, parsed)
  }
  const detail = `${Math.round(best / 1000)}k of ${Math.round(ceiling / 1000)}k events/s`
  return {
    id,
    what: `durable ingest over HTTP, ${words} / parse-only server`,
    better: 'higher',
    must,
    goal,
    detail,
    ...spread(ratios),
  }
}

/** B2: events through the whole server, each answered after its flush / a server that only parses, same client. */
export async function run(): Promise<readonly BenchRow[]> {
  const grids = nodesOf('grid')
  const loads = [
    { id: 'B2', must: 0.25, goal: 0.45, words: 'mixed events', make: mixer(grids, nodesOf('compound')) },
    { id: 'B2r', must: 0.4, goal: 0.45, words: 'node-coded readings', make: reader(grids) },
  ]
  const bare = fork(join(import.meta.dirname, 'parse-only-server.ts'), { execArgv: ['--import', 'tsx'] })
  const port = await new Promise<unknown>((resolve) => bare.once('message', resolve))
  const wall = await startWall({ args: ['--feed', 'none', '--city', 'hangzhou'] })
  try {
    const rows: BenchRow[] = []
    for (const load of loads) rows.push(await measure(load, `http://127.0.0.1:${String(port)}`, wall.url))
    return rows
  } finally {
    bare.disconnect()
    await wall.stop()
    wall.forget()
  }
}
