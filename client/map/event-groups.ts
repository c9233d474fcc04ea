import type { EventField } from './event-field.ts'

const FIRST_GROUPS = 1024
const NO_GROUP = -1
/** Groupings kept at once: a hand that zooms to and fro finds each as it left it. */
const KEPT_SCALES = 4

/** Neighbouring squares far apart in the table. */
function mixed(column: number, line: number): number {
  let hash = Math.imul(column, 0x9e3779b1) ^ Math.imul(line, 0x85ebca77)
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae3d)
  return hash ^ (hash >>> 13)
}

function widened<A extends Int32Array | Float64Array>(column: A, into: A): A {
  into.set(column)
  return into
}

/**
 * Events of a field summed by square: follows the field by what came and what fell off, and is at any moment what
 * grouping all of it anew would give. Squares whose events are all gone stand with a size of 0. SC-M6
 */
export class EventGroups {
  readonly metres: number
  /** Groups so far, numbered from 0. */
  count = 0
  /** Sums of the places of a group's events, plane metres. */
  x = new Float64Array(FIRST_GROUPS)
  y = new Float64Array(FIRST_GROUPS)
  /** Events of a group. */
  sizes = new Int32Array(FIRST_GROUPS)
  private columnOf = new Int32Array(FIRST_GROUPS)
  private lineOf = new Int32Array(FIRST_GROUPS)
  private table = new Int32Array(FIRST_GROUPS * 2).fill(NO_GROUP)
  private readonly field: EventField
  private first = 0
  private end = 0
  private moves = NaN

  /** Squares of `metres`. */
  constructor(field: EventField, metres: number) {
    this.field = field
    this.metres = metres
  }

  follow(): void {
    const { first, end, moves } = this.field
    if (moves !== this.moves) this.begin(first)
    for (let at = this.first; at < first; at++) this.tally(at, -1)
    for (let at = this.end; at < end; at++) this.tally(at, 1)
    this.first = first
    this.end = end
    this.moves = moves
  }

  private begin(first: number): void {
    this.count = 0
    this.table.fill(NO_GROUP)
    this.first = first
    this.end = first
  }

  /** Adds an event to its square, or with -1 takes it away. */
  private tally(at: number, by: 1 | -1): void {
    const px = this.field.x[at] ?? Number.NaN
    const py = this.field.y[at] ?? Number.NaN
    if (Number.isNaN(px)) return
    const group = this.groupAt(Math.floor(px / this.metres), Math.floor(py / this.metres))
    this.x[group] = (this.x[group] ?? 0) + by * px
    this.y[group] = (this.y[group] ?? 0) + by * py
    this.sizes[group] = (this.sizes[group] ?? 0) + by
  }

  private groupAt(column: number, line: number): number {
    const slot = this.slotOf(column, line)
    const known = this.table[slot] ?? NO_GROUP
    if (known !== NO_GROUP) return known
    if (this.count === this.sizes.length) {
      this.grow()
      return this.groupAt(column, line)
    }
    const group = this.count++
    this.table[slot] = group
    this.columnOf[group] = column
    this.lineOf[group] = line
    this.x[group] = 0
    this.y[group] = 0
    this.sizes[group] = 0
    return group
  }

  private slotOf(column: number, line: number): number {
    const { table, columnOf, lineOf } = this
    const last = table.length - 1
    let slot = mixed(column, line) & last
    for (let group = table[slot] ?? NO_GROUP; group !== NO_GROUP; group = table[slot] ?? NO_GROUP) {
      if (columnOf[group] === column && lineOf[group] === line) break
      slot = (slot + 1) & last
    }
    return slot
  }

  private grow(): void {
    const room = this.sizes.length * 2
    this.x = widened(this.x, new Float64Array(room))
    this.y = widened(this.y, new Float64Array(room))
    this.sizes = widened(this.sizes, new Int32Array(room))
    this.columnOf = widened(this.columnOf, new Int32Array(room))
    this.lineOf = widened(this.lineOf, new Int32Array(room))
    this.table = new Int32Array(room * 2).fill(NO_GROUP)
    for (let group = 0; group < this.count; group++) {
      this.table[this.slotOf(this.columnOf[group] ?? 0, this.lineOf[group] ?? 0)] = group
    }
  }
}

/** Groupings of one field by the edge of their squares, the last few that were asked for. */
export class KeptGroups {
  private readonly field: EventField
  private kept: readonly EventGroups[] = []

  constructor(field: EventField) {
    this.field = field
  }

  /** The field as it is now, in squares of `metres`. */
  at(metres: number): EventGroups {
    const known = this.kept.find((groups) => groups.metres === metres)
    const groups = known ?? new EventGroups(this.field, metres)
    this.kept = [groups, ...this.kept.filter((other) => other !== groups)].slice(0, KEPT_SCALES)
    groups.follow()
    return groups
  }
}
