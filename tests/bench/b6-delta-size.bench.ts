import { deflateRawSync } from 'node:zlib'
import { createScopeViews } from '../../server/delta/scope-views.ts'
import { packFrame } from '../../shared/protocol/frame-codec.ts'
import { seededRandom } from '../support/random.ts'
import { wallSim, type WallSim } from '../support/wall-sim.ts'
import { wideCity } from '../support/wide-city.ts'
import { spread, type BenchRow } from './bench-row.ts'

const CHANGED_NODES = 1000
const PAIRS = 5
/** The eight whole-number figures of the headline set. */
const COUNTS = [
  'tier',
  'events.h1',
  'events.day',
  'cases.open',
  'cases.overdue',
  'cases.reported.day',
  'cases.closed.day',
  'service.requested',
]

/** Bits of one symbol after another, each by how often it occurs: what no order-0 coder can beat, in bytes. */
function entropyBytes(symbols: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= count * Math.log2(count / symbols.length)
  return bits / 8
}

/** Bytes that say which `chosen` of `all` changed. */
function subsetBytes(all: number, chosen: number): number {
  let bits = 0
  for (let i = 0; i < chosen; i += 1) bits += Math.log2((all - i) / (i + 1))
  return bits / 8
}

/** Events fall on grids, a few of them often; every ancestor changes with its grid. */
function changedNodes(sim: WallSim, random: () => number): number[] {
  const [first, end] = sim.tree.range(4)
  const changed = new Set<number>()
  while (changed.size < CHANGED_NODES)
    for (let node = first + Math.floor(random() * random() * (end - first)); node >= 0 && changed.size < CHANGED_NODES;)
      node = (changed.add(node), sim.tree.parent(node))
  return [...changed].sort((a, b) => a - b)
}

/** A change of each figure: counts of arrivals always, backlog mostly, the rest seldom. */
function stepsOf(size: number, random: () => number): number[] {
  const arrived = 1 + Math.floor(Math.sqrt(size) * random())
  const some = (share: number, step: number) => (random() < share ? step : 0)
  return [some(0.03, 1), arrived, arrived, some(0.6, arrived), some(0.06, 1), some(0.7, arrived), some(0.3, 1), some(0.3, 1)]
}

function oneRatio(sim: WallSim, random: () => number): { readonly ratio: number; readonly bytes: number } {
  const keys = COUNTS.map(sim.keyOf)
  const { published } = sim.publisher
  const views = createScopeViews(published, sim.tree)
  const nodes = changedNodes(sim, random)
  const steps = nodes.map((node) =>
    stepsOf(12_000 / (sim.tree.range(sim.tree.level(node))[1] - sim.tree.range(sim.tree.level(node))[0]), random),
  )
  nodes.forEach((node, row) =>
    keys.forEach((key, i) => sim.figures.set(key, node, sim.figures.value(key, node) + (steps[row]?.[i] ?? 0))),
  )
  sim.publisher.flush()
  const view = views.viewOf({ node: 'C', depth: 4, events: true })
  const past = views.rewind(published.seq - 1)
  if (view === undefined || past === undefined) throw new Error('nothing was published')
  const { delta, held } = view.delta(past)
  const bytes = deflateRawSync(packFrame(delta, held), { level: 6 }).length
  const bound =
    subsetBytes(sim.tree.size, nodes.length) + keys.reduce((sum, _, i) => sum + entropyBytes(steps.map((row) => row[i] ?? 0)), 0)
  return { ratio: bytes / bound, bytes }
}

/** B6: a frame of 1,000 changed nodes and eight figures against the entropy of what changed. */
export function run(): Promise<readonly BenchRow[]> {
  const random = seededRandom(6)
  const sim = wallSim(wideCity(), random)
  for (const key of COUNTS.map(sim.keyOf))
    for (let node = 0; node < sim.tree.size; node += 1) sim.figures.set(key, node, Math.floor(random() * 60))
  sim.publisher.flush()
  const rounds = Array.from({ length: PAIRS }, () => oneRatio(sim, random))
  return Promise.resolve([
    {
      id: 'B6',
      what: 'deflated delta of 1,000 nodes against the order-0 entropy of its changes',
      ...spread(rounds.map(({ ratio }) => ratio)),
      better: 'lower',
      must: 1.4,
      goal: 1.25,
      detail: `${Math.round(spread(rounds.map(({ bytes }) => bytes)).ratio)} bytes`,
    },
  ])
}
