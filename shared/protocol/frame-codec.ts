import { decode, encode } from '@msgpack/msgpack'
import type { ChangedCells, Frame, KeyStanding, ScopeKeys } from '../delta/delta.ts'
import type { KeyDef } from '../figures/keys.ts'
import { packCells, unpackCells, type CellBase, type PackedCells } from './cell-columns.ts'
import { packEvents, unpackEvents, type PackedEvents } from './event-columns.ts'
import type { Audience } from '../figures/audience-keys.ts'
import type { FrameNode, ScopeSpec } from './messages.ts'
import { gapsOf, positionsOf } from './gaps.ts'

/** Before any first frame: every cell is a shown zero. */
const ZEROS: CellBase = { value: () => 0, cell: () => 0 }

type PackedNodes = readonly [
  indexGaps: readonly number[],
  codes: readonly string[],
  levels: readonly number[],
  parents: readonly string[],
  zh: readonly string[],
  en: readonly string[],
  rings: readonly (FrameNode['ring'] | null)[],
]

type PackedStandings = readonly [keyGaps: readonly number[], states: readonly KeyStanding['state'][], asOf: readonly number[]]

type PackedKeys = readonly [defs: readonly KeyDef[], own: readonly number[], below: readonly (readonly number[])[]]

/** A frame as msgpack carries it: plain arrays in a fixed order. */
type PackedFrame = readonly [
  base: number,
  node: string,
  depth: number,
  /** Who the scope is for, where it says so: such a scope has no events. */
  events: boolean | Audience,
  epoch: string,
  seq: number,
  logSeq: number,
  asOf: number,
  cells: PackedCells,
  standings: PackedStandings | 0,
  listed: PackedEvents | 0,
  leftOut: number,
  committedWall: number,
  nodes: PackedNodes | 0,
  keys: PackedKeys | 0,
]

const unpackScope = ([, node, depth, events]: PackedFrame): ScopeSpec =>
  typeof events === 'string' ? { node, depth, events: false, audience: events } : { node, depth, events }

/** What can be read of a frame without knowing what its receiver holds. */
export interface FrameHead {
  /** Undefined for a snapshot. */
  readonly base: number | undefined
  readonly scope: ScopeSpec
  readonly epoch: string
  readonly seq: number
}

/** A frame opened but not yet resolved against what the receiver holds. */
export interface OpenedFrame {
  readonly head: FrameHead
  /** `held` is the receiver's state at `head.base`; a snapshot needs none. */
  resolve(held: CellBase): Frame
}

function packNodes(nodes: readonly FrameNode[]): PackedNodes | 0 {
  if (nodes.length === 0) return 0
  return [
    gapsOf(nodes.map((node) => node.index)),
    nodes.map((node) => node.code),
    nodes.map((node) => node.level),
    nodes.map((node) => node.parent),
    nodes.map((node) => node.zh),
    nodes.map((node) => node.en),
    nodes.some((node) => node.ring) ? nodes.map((node) => node.ring ?? null) : [],
  ]
}

function unpackNodes(packed: PackedNodes | 0): FrameNode[] {
  if (packed === 0) return []
  const [gaps, codes, levels, parents, zh, en, rings] = packed
  return positionsOf(gaps).map((index, i) => ({
    index,
    code: codes[i] ?? '',
    level: levels[i] ?? 0,
    parent: parents[i] ?? '',
    zh: zh[i] ?? '',
    en: en[i] ?? '',
    ring: rings[i] ?? undefined,
  }))
}

function packStandings(standings: readonly KeyStanding[]): PackedStandings | 0 {
  if (standings.length === 0) return 0
  const sorted = [...standings].sort((a, b) => a.key - b.key)
  return [gapsOf(sorted.map((s) => s.key)), sorted.map((s) => s.state), sorted.map((s) => s.asOf)]
}

function unpackStandings(packed: PackedStandings | 0): KeyStanding[] {
  if (packed === 0) return []
  const [gaps, states, asOf] = packed
  return positionsOf(gaps).map((key, i) => ({ key, state: states[i] ?? 'none', asOf: asOf[i] ?? 0 }))
}

function unpackKeys([keys, own, below]: PackedKeys): ScopeKeys {
  return { keys, own, below }
}

/**
 * A frame as bytes, before compression: msgpack of columns. `held` is what its receivers hold at `base`;
 * whole numbers travel as differences to it. ST2
 */
export function packFrame(frame: Frame, held: CellBase = ZEROS): Uint8Array {
  const { scope } = frame
  const packed: PackedFrame = [
    frame.kind === 'delta' ? frame.base : -1,
    scope.node,
    scope.depth,
    scope.audience ?? scope.events,
    frame.epoch,
    frame.seq,
    frame.logSeq,
    frame.asOf,
    packCells(frame.changed, frame.kind === 'delta' ? held : ZEROS),
    packStandings(frame.standings),
    packEvents(frame.events),
    frame.eventsLeftOut,
    frame.committedWall ?? 0,
    packNodes(frame.nodes),
    frame.kind === 'snapshot' ? [frame.scopeKeys.keys, frame.scopeKeys.own, frame.scopeKeys.below] : 0,
  ]
  return encode(packed, { ignoreUndefined: true })
}

function frameOf(packed: PackedFrame, changed: ChangedCells): Frame {
  const [base, , , , epoch, seq, logSeq, asOf, , standings, listed, leftOut, wall, nodes, keys] = packed
  const body = {
    scope: unpackScope(packed),
    epoch,
    seq,
    logSeq,
    asOf,
    nodes: unpackNodes(nodes),
    changed,
    standings: unpackStandings(standings),
    events: unpackEvents(listed),
    eventsLeftOut: leftOut,
    committedWall: wall === 0 ? undefined : wall,
  }
  return base >= 0 || keys === 0 ? { kind: 'delta', base, ...body } : { kind: 'snapshot', scopeKeys: unpackKeys(keys), ...body }
}

/** Opens a frame's inflated bytes. Throws on bytes that are no frame. ST2 */
export function openFrame(bytes: Uint8Array): OpenedFrame {
  const packed = decode(bytes) as PackedFrame
  if (!Array.isArray(packed) || packed.length !== 15) throw new RangeError('these bytes are not a frame')
  const [base, , , , epoch, seq] = packed
  return {
    head: { base: base < 0 ? undefined : base, scope: unpackScope(packed), epoch, seq },
    resolve: (held) => frameOf(packed, unpackCells(packed[8], base < 0 ? ZEROS : held)),
  }
}
