import { latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { autoTree } from '../../server/city/auto-tree.ts'
import type { ScopeSpec } from '../../shared/protocol/messages.ts'
import { seededRandom } from '../support/random.ts'
import { smallCity } from '../support/small-city.ts'
import { wallSim, type WallSim } from '../support/wall-sim.ts'

const STEPS = 120
const SETTLE = 60
const SOURCES = ['live', 'late', 'stale', 'off', 'none'] as const

function oneChange(sim: WallSim, random: () => number): void {
  const { figures, tree, keys } = sim
  const pick = (below: number) => Math.floor(random() * below)
  if (tree.growing && random() < 0.1) tree.ensure(latLngToCell(30 + random() / 5, 120 + random() / 5, 9))
  const node = pick(tree.size)
  const key = pick(keys.length)
  const fraction = keys[key]?.shape === 'rate' || keys[key]?.shape === 'real'
  const value = fraction ? (random() < 0.3 ? Number.NaN : random()) : pick(40)
  figures.set(key, node, value)
  figures.logSeq += 1
  if (random() < 0.05) figures.stand(pick(keys.length), SOURCES[pick(SOURCES.length)] ?? 'live')
  if (random() < 0.2) {
    const t = figures.clock * 1000
    figures.list({ id: `e${figures.logSeq}`, kind: 'case', type: 'thing', step: 'reported', node, point: [120.1, 30.1], t })
  }
}

function oneStep(sim: WallSim, random: () => number): void {
  for (let i = 0; i < 1 + random() * 8; i += 1) oneChange(sim, random)
  sim.figures.clock += Math.floor(random() * 120)
  sim.publisher.poke()
  sim.clock.advance(random() * 400)
  const dice = random()
  if (dice < 0.5) sim.sockets.flush(1 + Math.floor(random() * 3))
  else if (dice < 0.9) sim.sockets.flush()
  else sim.sockets.cut(() => random() < 0.5)
}

function settle(sim: WallSim): void {
  for (let i = 0; i < SETTLE; i += 1) {
    sim.clock.advance(1000)
    sim.sockets.flush()
  }
}

// Fault seen: a delta that ignores `before` and sends steps to the newest value; every seed differed.
describe('screens and server', () => {
  for (const city of ['pack', 'growing'] as const)
    for (const seed of [1, 2, 3, 4, 5, 6])
      it(`[DL5] ${city} city, seed ${seed}: after losses and reconnects every replica has the server's hash`, () => {
        const random = seededRandom(seed)
        const tree = city === 'pack' ? smallCity() : autoTree()
        const sim = wallSim(tree, random)
        const root = tree.code(0)
        const scopes: ScopeSpec[] = [
          { node: root, depth: 4, events: true },
          { node: root, depth: 1, events: false },
          { node: tree.code(tree.growing ? 0 : 2), depth: 2, events: false },
        ]
        const pages = scopes.map((scope) => sim.openPage([scope, { node: root, depth: 0, events: false }]))
        for (let step = 0; step < STEPS; step += 1) oneStep(sim, random)
        settle(sim)
        for (const page of pages)
          for (const replica of page.replicas) {
            expect([replica.seq, replica.hash()]).toEqual([sim.publisher.published.seq, sim.hash(replica.scope)])
            expect(page.links.at(-1)?.state).toBe('live')
          }
      })
})
