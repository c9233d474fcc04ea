import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { OwedAnswers } from '../../client/connection/owed-answers.ts'
import { createScopeViews } from '../../server/delta/scope-views.ts'
import { encodeFrame } from '../../server/stream/encode-frame.ts'
import { createHub } from '../../server/stream/hub.ts'
import { CREDIT, applied, fed, nextFeeding, type Subscriber } from '../../server/stream/subscriber.ts'
import { websocketFrame } from '../../server/stream/websocket-frame.ts'
import type { Delta, Snapshot } from '../../shared/delta/delta.ts'
import type { KeyDef } from '../../shared/figures/keys.ts'
import { packFrame } from '../../shared/protocol/frame-codec.ts'
import { PROTOCOL_VERSION } from '../../shared/protocol/messages.ts'
import { handFlushed } from '../support/hand-flushed.ts'
import { seededRandom } from '../support/random.ts'
import { smallCity } from '../support/small-city.ts'
import { wallSim } from '../support/wall-sim.ts'

const ROOT = { node: 'C', depth: 2, events: true }
/** Protocol number → hash of the bytes of a fixed frame. A new wire gets a new number and a new line. */
const WIRE = { 1: '527ebb8097c2321a', 2: '527ebb8097c2321a' } as const

const COVERAGE: KeyDef = {
  key: 'checks.coverage',
  base: 'checks.coverage',
  window: 'now',
  cls: 'T',
  deepest: 'stairwell',
  shape: 'rate',
  requires: 'check',
  headline: true,
  decimals: 4,
}
const BODY = {
  scope: ROOT,
  epoch: 'e',
  logSeq: 9,
  asOf: 1_700_000_000,
  nodes: [{ index: 0, code: 'C', level: 0, parent: '', zh: '市', en: 'City' }],
  changed: {
    rows: Uint32Array.of(0, 0, 3),
    keys: Uint16Array.of(0, 1, 1),
    values: Float64Array.of(0.25, 12, Number.NaN),
    cells: Uint8Array.of(0, 0, 1),
  },
  standings: [{ key: 1, state: 'late', asOf: 1_700_000_000_000 }],
  events: [{ id: 'e1', kind: 'case', type: 'thing', step: 'filed', node: 'C1', point: [120.25, 30.5], t: 1_700_000_000_000 }],
  eventsLeftOut: 1,
  committedWall: 1_700_000_000_500,
} as const
const SNAPSHOT: Snapshot = { kind: 'snapshot', seq: 1, scopeKeys: { keys: [COVERAGE], own: [0], below: [[], [0]] }, ...BODY }
const DELTA: Delta = { kind: 'delta', base: 1, seq: 2, ...BODY }

const opened = () => wallSim(smallCity(), seededRandom(9))

describe('stream', () => {
  it('[ST1] the wire has not changed without a new protocol number', () => {
    const hash = createHash('sha256').update(packFrame(SNAPSHOT)).update(packFrame(DELTA)).digest('hex').slice(0, 16)
    expect(hash).toBe(WIRE[PROTOCOL_VERSION])
  })

  // Faults seen: a feed that does not remember its frames; 40 encodings instead of 1. A hub that feeds what was never published.
  it('[ST4] [ST12] a publication is encoded and written once for forty screens of a scope', () => {
    const sim = opened()
    let encoded = 0
    const sockets = handFlushed()
    const { published } = sim.publisher
    const views = createScopeViews(published, sim.tree)
    const encode: typeof encodeFrame = (frame, held) => ((encoded += 1), encodeFrame(frame, held))
    const hub = createHub({
      published,
      tree: sim.tree,
      clock: sim.clock,
      port: sockets.port,
      encode,
      version: '1',
      build: 'b',
      clockSuspect: () => false,
      ...views,
    })
    sim.publisher.onPublication(() => hub.publish())
    const scope = { protocol: PROTOCOL_VERSION, sub: 1, scope: ROOT }
    for (let i = 0; i < 40; i += 1) {
      const listener = { opened: () => undefined, heard: () => undefined, closed: () => undefined }
      sockets.open('websocket', listener).send('subscribe', scope)
    }
    sockets.flush()
    sockets.flush()
    expect([encoded, hub.screens, published.seq]).toEqual([0, 40, 0])
    sim.publisher.flush()
    expect([encoded, hub.screens, published.seq]).toEqual([1, 40, 1])
    const before = sockets.broadcasts()
    sim.figures.set(sim.keyOf('cases.open'), 1, 5)
    sim.publisher.flush()
    expect([encoded, sockets.broadcasts() - before]).toEqual([2, 1])
  })

  it('[ST6] a screen that says nothing gets its credit and no more, then everything missed in one frame', () => {
    let screen: Subscriber = { state: 'empty', waiting: [] }
    const newest = (seq: number) => ({ seq, oldestBase: Math.max(0, seq - 64) })
    expect(nextFeeding(screen, newest(1))).toEqual({ kind: 'snapshot' })
    for (let seq = 1; seq <= 20; seq += 1) if (nextFeeding(screen, newest(seq)).kind !== 'hold') screen = fed(screen, seq)
    expect(screen.waiting).toHaveLength(CREDIT)
    screen = applied(screen, CREDIT)
    expect(nextFeeding(screen, newest(20))).toEqual({ kind: 'delta', base: CREDIT })
    expect(nextFeeding(screen, newest(200))).toEqual({ kind: 'snapshot' })
    expect(nextFeeding({ state: 'resumed', seq: 20, waiting: [] }, newest(20))).toEqual({ kind: 'delta', base: 20 })
    expect(nextFeeding({ state: 'fed', seq: 20, waiting: [] }, newest(20))).toEqual({ kind: 'hold' })
  })

  it('[ST10] a hidden page costs one frame a second with all that happened, seen again it is fed at once', () => {
    // Fault seen: a hidden page that acknowledged as one in sight got four frames a second.
    const owed = new OwedAnswers()
    let screen: Subscriber = { state: 'fed', seq: 0, waiting: [] }
    const bases: number[] = []
    const publish = (seq: number) => {
      const feeding = nextFeeding(screen, { seq, oldestBase: 0 })
      if (feeding.kind !== 'delta') return
      bases.push(feeding.base)
      screen = fed(screen, seq)
      const answer = owed.took(seq, { whole: false, hidden: true })
      if (answer !== undefined) screen = applied(screen, answer)
    }
    for (let seq = 1; seq <= 40; seq += 1) {
      publish(seq)
      const room = seq % 4 === 0 ? owed.oldest() : undefined
      if (room !== undefined) screen = applied(screen, room)
    }
    expect(bases).toEqual([0, 1, 2, 3, 4, 5, 9, 13, 17, 21, 25, 29, 33])
    screen = applied(screen, owed.newest() ?? 0)
    expect(screen.waiting).toEqual([])
  })

  it('[ST6] a page that never reads has a short queue, and is equal again once it reads', () => {
    const sim = opened()
    const page = sim.openPage([ROOT])
    for (let i = 0; i < 6; i += 1) sim.sockets.flush()
    for (let i = 1; i <= 50; i += 1) {
      sim.figures.set(sim.keyOf('cases.open'), i % 7, i)
      sim.publisher.flush()
    }
    expect(sim.sockets.waiting()).toBeLessThanOrEqual(2)
    for (let i = 0; i < 8; i += 1) {
      sim.sockets.flush()
      sim.clock.advance(1000)
    }
    expect(page.replicas[0]?.hash()).toBe(sim.hash(ROOT))
  })

  it.each([0, 125, 126, 65_535, 65_536])('[ST4] frames %i bytes as RFC 6455 says', (length) => {
    const frame = websocketFrame(new Uint8Array(length).fill(7))
    const short = (frame[1] ?? 0) & 127
    const told = short === 127 ? Number(frame.readBigUInt64BE(2)) : short === 126 ? frame.readUInt16BE(2) : short
    expect([frame[0], told, frame.subarray(-length || frame.length).length]).toEqual([0x82, length, length])
  })
})
