import type { FoldPort } from '../../server/ingest/door.ts'
import type { EventLog } from '../../server/log/event-log.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { openDoor, NOON } from '../support/open-door.ts'
import { smallCity } from '../support/small-city.ts'
import { cpuMs, spread, type BenchRow } from './bench-row.ts'

const BATCHES = 200
const BATCH = 1000
const PAIRS = 5
const NODES = smallCity()

/** Readings as a gateway sends them: named node, 160 to 170 bytes a line. */
function readings(batch: number): Buffer {
  const lines: string[] = []
  for (let i = 0; i < BATCH; i++) {
    const n = batch * BATCH + i
    const node = NODES.code((n * 7919) % NODES.size)
    const occurredAt = new Date(NOON - (n % 3_000_000)).toISOString()
    const value = ((n * 31) % 4000) / 100
    lines.push(
      JSON.stringify({
        kind: 'reading',
        id: `gauge-${n.toString(36)}-${n % 97}`,
        source: 'a',
        occurredAt,
        node,
        dimension: 'water',
        value,
      }),
    )
  }
  return Buffer.from(lines.join('\n'))
}

/** Counts and sums by node: the least a fold does. */
class CountingFold implements FoldPort {
  corrected = (): undefined => undefined
  oldestStep = (): undefined => undefined
  readonly counts = new Float64Array(NODES.size)
  readonly sums = new Float64Array(NODES.size)

  apply(_entry: unknown, events: readonly StoredEvent[] = [], nodes: ArrayLike<number> = []): void {
    events.forEach((event, at) => {
      const index = nodes[at] ?? -1
      this.counts[index] = (this.counts[index] ?? 0) + 1
      if (event.kind === 'reading') this.sums[index] = (this.sums[index] ?? 0) + event.value
    })
  }
}

/** A log that forgets: what is measured is the door, not the disk. */
function forgetfulLog(): EventLog {
  let next = 1
  return {
    append: (entries) => Promise.resolve(entries.map(({ count }) => (next += count) - count)),
    *readFrom() {},
    *printsFrom() {},
    *acts() {},
    entryAt: () => undefined,
    rewrite: () => Promise.resolve(),
    first: 1,
    get next() {
      return next
    },
    writable: true,
    dropBefore: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}

function bareParse(bodies: readonly Buffer[]): number {
  let sum = 0
  const began = cpuMs()
  for (const body of bodies) {
    for (let from = 0; from < body.length;) {
      const end = body.indexOf(10, from)
      const to = end < 0 ? body.length : end
      sum += (JSON.parse(body.toString('utf8', from, to)) as { value: number }).value
      from = to + 1
    }
  }
  if (!(sum > 0)) throw new Error('nothing was parsed')
  return (BATCHES * BATCH) / (cpuMs() - began)
}

async function throughDoor(bodies: readonly Buffer[]): Promise<number> {
  const fold = new CountingFold()
  const { door } = openDoor({ log: forgetfulLog(), fold })
  const began = cpuMs()
  for (const body of bodies) await door.submit(body, 'http')
  const took = cpuMs() - began
  if (fold.counts.reduce((a, b) => a + b) !== BATCHES * BATCH) throw new Error('events were lost')
  return (BATCHES * BATCH) / took
}

/** B1a: parse, check, tell duplicates, write the canonical text and count readings / bare parse of the same lines. */
export async function run(): Promise<readonly BenchRow[]> {
  const bodies = Array.from({ length: BATCHES }, (_, i) => readings(i))
  bareParse(bodies)
  await throughDoor(bodies)
  const ratios: number[] = []
  let [best, ceiling] = [0, 0]
  for (let pair = 0; pair < PAIRS; pair++) {
    const bare = bareParse(bodies)
    const door = await throughDoor(bodies)
    ratios.push(door / bare)
    best = Math.max(best, door)
    ceiling = Math.max(ceiling, bare)
  }
  const detail = `${Math.round(best)}k of ${Math.round(ceiling)}k events/s`
  const what = 'door with counters, node-coded readings / bare per-line JSON.parse'
  return [{ id: 'B1a', what, better: 'higher', must: 0.45, goal: 0.6, detail, ...spread(ratios) }]
}
