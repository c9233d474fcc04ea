import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scopeId, type Delta, type Frame } from '../../shared/delta/delta.ts'
import { DeltaGapError, mergeDeltas } from '../../shared/delta/merge-deltas.ts'
import { StateHash, hashText } from '../../shared/delta/state-hash.ts'
import { VALUE_STATES, hasNumber } from '../../shared/figures/value-state.ts'
import { ScopeColumns } from '../../shared/delta/scope-columns.ts'
import { openFrame, packFrame } from '../../shared/protocol/frame-codec.ts'
import { createScopeViews } from '../../server/delta/scope-views.ts'
import { seededRandom } from '../support/random.ts'
import { smallCity } from '../support/small-city.ts'
import { wallSim } from '../support/wall-sim.ts'

const SCOPE = { node: 'C', depth: 3, events: true }
const SOURCES = ['live', 'late', 'stale', 'off', 'none'] as const

const value = fc.oneof(fc.nat(2000), fc.constant(0), fc.constant(Number.NaN), fc.double({ noNaN: true, noDefaultInfinity: true }))
const batch = fc.record({
  cells: fc.array(fc.record({ node: fc.nat(9), key: fc.nat(11), v: value }), { maxLength: 40 }),
  stands: fc.array(fc.record({ key: fc.nat(11), state: fc.constantFrom(...SOURCES) }), { maxLength: 2 }),
  events: fc.nat(3),
})

/** Runs batches through publish and delta; answers the frames that led from each publication to the next. */
function run(batches: readonly (typeof batch extends fc.Arbitrary<infer T> ? T : never)[]) {
  const tree = smallCity()
  const sim = wallSim(tree, seededRandom(1))
  const { published } = sim.publisher
  const used = sim.keys.flatMap((def, key) => (def.headline || def.base === 'cases.step.1' ? [key] : []))
  const views = createScopeViews(published, tree)
  const view = views.viewOf(SCOPE)
  if (view === undefined) throw new Error('no view')
  const first = view.snapshot()
  const steps: Delta[] = []
  for (const { cells, stands, events } of batches) {
    for (const { node, key, v } of cells) sim.figures.set(used[key] ?? 0, node, v)
    for (const { key, state } of stands) sim.figures.stand(used[key] ?? 0, state)
    for (let i = 0; i < events; i += 1)
      sim.figures.list({
        id: `e${(sim.figures.logSeq += 1)}`,
        kind: 'case',
        type: 'thing',
        step: 'filed',
        node: 3,
        point: undefined,
        t: 5,
      })
    const past = sim.publisher.flush() ? views.rewind(published.seq - 1) : undefined
    if (past !== undefined) steps.push(view.delta(past).delta)
  }
  const whole = views.rewind(0)
  return { first, steps, last: view.snapshot(), leap: whole ? view.delta(whole) : undefined, hash: sim.hash(SCOPE) }
}

const applyAll = (frames: readonly Frame[]) => {
  const state = new ScopeColumns()
  for (const frame of frames) state.apply(frame)
  return state
}
const overWire = (frame: Frame, held: ScopeColumns): Frame => openFrame(packFrame(frame, held)).resolve(held)

// Fault seen: mergeDeltas keeping the first of two cells; the merge law failed at once.
describe('delta laws', () => {
  it('[DL1] [DL2] [DL4] step by step, merged, in one leap and afresh: the same state and hash', () =>
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 6 }), (batches) => {
        const { first, steps, last, leap, hash } = run(batches)
        const merged = steps.length === 0 ? [] : [steps.reduce(mergeDeltas)]
        const hashes = [[first, ...steps], [first, ...merged], [first, ...(leap ? [leap.delta] : [])], [last]].map((frames) =>
          applyAll(frames).hash(),
        )
        expect(hashes).toEqual([hash, hash, hash, hash])
      }),
      { numRuns: 60 },
    ))

  it('[ST2] a frame comes back from the wire as it was sent', () =>
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 5 }), (batches) => {
        const { first, steps, hash } = run(batches)
        const state = new ScopeColumns()
        for (const frame of [first, ...steps]) {
          const come = overWire(frame, state)
          expect(come).toMatchObject({
            events: frame.events,
            nodes: frame.nodes,
            standings: [...frame.standings].sort((a, b) => a.key - b.key),
          })
          state.apply(come)
        }
        expect(state.hash()).toBe(hash)
      }),
      { numRuns: 60 },
    ))

  it('[DL3] a gap, another epoch or another scope is an error, never a guess', () => {
    const change = (v: number) => ({ cells: [{ node: 1, key: 0, v }], stands: [], events: 0 })
    const { first, steps } = run([change(1), change(2), change(3)])
    const [a, b, c] = steps
    if (a === undefined || b === undefined || c === undefined) throw new Error('three steps')
    const other = { ...b, scope: { ...SCOPE, depth: 2 } }
    expect(scopeId(other.scope)).not.toBe(scopeId(SCOPE))
    expect(() => mergeDeltas(a, c)).toThrow(DeltaGapError)
    expect(() => mergeDeltas(a, { ...b, epoch: 'other' })).toThrow(DeltaGapError)
    expect(() => mergeDeltas(a, other)).toThrow(DeltaGapError)
    expect(() => applyAll([first, b])).toThrow(DeltaGapError)
    expect(() => applyAll([first, { ...a, epoch: 'other' }])).toThrow(DeltaGapError)
  })

  it('[DL5] the hash tells cells apart that differ in code, key, value or state, and has no order', () => {
    const terms = ['C', 'C1', 'C11'].flatMap((code) =>
      ['events.day', 'tier', 'dim.water'].flatMap((key) =>
        [0, 1, 2, 0.5, 1e9].flatMap((v) =>
          VALUE_STATES.map((state) => ({
            code: hashText(code),
            key: hashText(key),
            v: hasNumber(state) ? v : Number.NaN,
            state,
          })),
        ),
      ),
    )
    const hashOf = (of: typeof terms) => {
      const hash = new StateHash()
      for (const term of of) hash.add(term)
      return hash.digest()
    }
    const distinct = new Set(terms.map(({ code, key, v, state }) => `${code} ${key} ${v} ${state}`))
    expect(new Set(terms.map((term) => hashOf([term]))).size).toBe(distinct.size)
    expect(hashOf([...terms].reverse())).toBe(hashOf(terms))
  })
})
