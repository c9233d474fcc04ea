import type { NetworkTree, NetworkUnit } from './network-tree.ts'

/** What the height of a unit stands for. */
export const MEASURES = ['children', 'grids', 'open'] as const
export type Measure = (typeof MEASURES)[number]

/** A block of the picture, CSS pixels from the top left. */
interface Block {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly level: number
}

/** One unit, drawn by itself. */
export interface UnitBlock extends Block {
  readonly kind: 'unit'
  readonly unit: NetworkUnit
  /** Above the selected unit, the selected one, or below it. */
  readonly place: 'above' | 'selected' | 'below'
}

/** Units too thin to be drawn one by one, together. */
export interface RestBlock extends Block {
  readonly kind: 'rest'
  readonly members: readonly NetworkUnit[]
  /** Nearest unit above them that is drawn: opening the block goes there, or on through the selected one's children. */
  readonly of: NetworkUnit
  /** True where none of the siblings is drawn. */
  readonly whole: boolean
}

/** Back to the children left behind by opening the rest. */
export interface BackBlock extends Block {
  readonly kind: 'back'
  readonly count: number
}

export type NetworkBlock = UnitBlock | RestBlock | BackBlock

export interface LayoutAsk {
  readonly tree: NetworkTree
  readonly selected: string
  readonly measure: Measure
  /** How many times the rest of the selected unit's children has been opened. */
  readonly opened: number
  readonly width: number
  readonly height: number
  /** CSS pixels of the layout's unit. */
  readonly unitPx: number
}

/** In layout units: the least height at which a unit is drawn by itself, and the least that bears a name. */
const LEAST = 4
const NAMED = 18
const STRIP = 34
/** Shares of the width from the selected unit's children down; deeper levels have the last one. */
const SHARES = [1.5, 1.15, 0.85, 0.7] as const
/** Blocks drawn at most. */
export const MOST_BLOCKS = 2_000

interface Band {
  readonly of: NetworkUnit
  readonly members: readonly NetworkUnit[]
  readonly y: number
  readonly height: number
  /** The selected unit itself. */
  readonly first: boolean
}

function weigher({ tree, measure }: LayoutAsk): (unit: NetworkUnit) => number {
  if (measure === 'grids') return (unit) => Math.max(1, tree.grids(unit) ?? 1)
  if (measure === 'children') return (unit) => Math.max(1, tree.childCount(unit) ?? 1)
  return ({ reader, row }) => (row < 0 ? 0 : (reader?.figure('cases.open', row).v ?? 0))
}

interface Shared {
  readonly big: readonly { readonly unit: NetworkUnit; readonly height: number }[]
  readonly rest: readonly NetworkUnit[]
  readonly restHeight: number
}

/** Heights in proportion, but none below the least; what that takes, the others give in proportion. */
function levelUp(members: readonly NetworkUnit[], weights: readonly number[], least: number, height: number): Shared {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const free = height - least * members.length
  const over = weights.map((weight) => (total === 0 ? 1 : Math.max(0, (weight / total) * height - least)))
  const sum = over.reduce((all, part) => all + part, 0)
  const big = members.map((unit, at) => ({ unit, height: least + (sum === 0 ? 0 : ((over[at] ?? 0) / sum) * free) }))
  return { big, rest: [], restHeight: 0 }
}

/** Splits units into those drawn one by one and the rest, with heights that fill the band. */
function share(band: Band, weigh: (unit: NetworkUnit) => number, ask: LayoutAsk): Shared {
  const { members, height } = band
  const least = LEAST * ask.unitPx
  const weights = members.map(weigh)
  if (band.first && members.length * NAMED * ask.unitPx <= height) return levelUp(members, weights, NAMED * ask.unitPx, height)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const drawn = weights.map((weight) => total > 0 && (weight / total) * height >= least)
  const rest = members.filter((_, at) => !drawn[at])
  const bigTotal = weights.reduce((sum, weight, at) => (drawn[at] ? sum + weight : sum), 0)
  if (bigTotal === 0) return { big: [], rest, restHeight: height }
  const ofRest = ((total - bigTotal) / total) * height
  const wanted = rest.length === 0 ? 0 : Math.max(ofRest, band.first ? NAMED * ask.unitPx : least)
  const restHeight = Math.min(wanted, height / 2)
  const scale = (height - restHeight) / bigTotal
  const big = members.flatMap((unit, at) => (drawn[at] ? [{ unit, height: (weights[at] ?? 0) * scale }] : []))
  return { big, rest, restHeight }
}

/** Children of the selected unit after its rest was opened so many times; equal heights, as many as can bear a name. */
function openRest(ask: LayoutAsk, children: readonly NetworkUnit[]) {
  const room = Math.max(1, Math.floor((ask.height - 2 * NAMED * ask.unitPx) / (NAMED * ask.unitPx)))
  let left = share(firstBand(ask, children), weigher(ask), ask).rest
  for (let turn = 1; turn < ask.opened; turn += 1) left = left.slice(room)
  return { shown: left.slice(0, room), rest: left.slice(room), before: children.length - left.length }
}

function firstBand(ask: LayoutAsk, members: readonly NetworkUnit[]): Band {
  const of = ask.tree.unit(ask.selected)
  if (of === undefined) throw new Error(`the network has no unit ${ask.selected}`)
  return { of, members, y: 0, height: ask.height, first: true }
}

interface Column {
  readonly x: number
  readonly width: number
  readonly level: number
}

/** Blocks of one column, and the bands of the next. */
function fillColumn(bands: readonly Band[], column: Column, ask: LayoutAsk) {
  const blocks: NetworkBlock[] = []
  const next: Band[] = []
  const weigh = weigher(ask)
  const below = (members: readonly NetworkUnit[]) => members.flatMap((unit) => ask.tree.children(unit.code))
  const put = (unit: NetworkUnit, y: number, height: number) => {
    blocks.push({ kind: 'unit', place: 'below', unit, ...column, y, height })
    next.push({ of: unit, members: ask.tree.children(unit.code), y, height, first: false })
  }
  const putRest = (of: NetworkUnit, members: readonly NetworkUnit[], at: { y: number; height: number; whole: boolean }) => {
    blocks.push({ kind: 'rest', of, members, ...column, ...at })
    next.push({ of, members: below(members), y: at.y, height: at.height, first: false })
  }
  for (const band of bands) {
    if (band.members.length === 0) continue
    const { big, rest, restHeight } = share(band, weigh, ask)
    let y = band.y
    for (const { unit, height } of big) {
      put(unit, y, height)
      y += height
    }
    if (rest.length > 0) putRest(band.of, rest, { y, height: restHeight, whole: big.length === 0 })
  }
  return { blocks, next }
}

/** The first column after the rest was opened: a way back, the units, and what is still left. */
function fillOpened(ask: LayoutAsk, column: Column, children: readonly NetworkUnit[]) {
  const { shown, rest, before } = openRest(ask, children)
  const line = NAMED * ask.unitPx
  const of = firstBand(ask, children).of
  const height = (ask.height - line - (rest.length > 0 ? line : 0)) / Math.max(1, shown.length)
  const blocks: NetworkBlock[] = [{ kind: 'back', count: before, ...column, y: 0, height: line }]
  const next: Band[] = []
  shown.forEach((unit, at) => {
    const y = line + at * height
    blocks.push({ kind: 'unit', place: 'below', unit, ...column, y, height })
    next.push({ of: unit, members: ask.tree.children(unit.code), y, height, first: false })
  })
  if (rest.length > 0)
    blocks.push({ kind: 'rest', of, members: rest, ...column, y: ask.height - line, height: line, whole: false })
  return { blocks, next }
}

/** Levels below the selected unit that have units, from its children down. */
function depthBelow(tree: NetworkTree, code: string): number {
  let [depth, units] = [0, tree.children(code)]
  while (units.length > 0 && depth < SHARES.length) {
    depth += 1
    units = units.flatMap(({ code: child }) => tree.children(child))
  }
  return depth
}

function columnsOf(ask: LayoutAsk, strips: number, depth: number, level: number): Column[] {
  const strip = STRIP * ask.unitPx
  const room = ask.width - strips * strip
  const shares = SHARES.slice(0, depth)
  const total = shares.reduce((sum, part) => sum + part, 0)
  let x = strips * strip
  return shares.map((part, at) => {
    const column = { x, width: (part / total) * room, level: level + 1 + at }
    x += column.width
    return column
  })
}

/**
 * An icicle that lies: one column a level, the selected unit and those above it as upright strips, its descendants to
 * the right. Chosen over a sunburst because names stay level and at one size a column, so they are read at ten metres,
 * and heights in one column compare by eye; angles do not. Never more than `MOST_BLOCKS` blocks: what would be thinner
 * than four layout units joins the rest of its parent, which can be opened. The selected unit's own children are never
 * thinner than their names, where all names fit. Pure. SC-N2
 */
export function layNetwork(ask: LayoutAsk): readonly NetworkBlock[] {
  const { tree, selected, height, unitPx } = ask
  const path = tree.path(selected)
  const self = path.at(-1)
  if (self === undefined) return []
  const strips = path.map((unit, at): UnitBlock => ({
    kind: 'unit',
    place: unit === self ? 'selected' : 'above',
    unit,
    x: at * STRIP * unitPx,
    y: 0,
    width: STRIP * unitPx,
    height,
    level: unit.level,
  }))
  const children = tree.children(selected)
  const columns = columnsOf(ask, path.length, depthBelow(tree, selected), self.level)
  const blocks: NetworkBlock[] = [...strips]
  let bands: readonly Band[] = [firstBand(ask, children)]
  columns.forEach((column, at) => {
    const filled = at === 0 && ask.opened > 0 ? fillOpened(ask, column, children) : fillColumn(bands, column, ask)
    if (blocks.length + filled.blocks.length > MOST_BLOCKS) return
    blocks.push(...filled.blocks)
    bands = filled.next
  })
  return blocks
}
