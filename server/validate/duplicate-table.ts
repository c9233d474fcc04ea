const SLOT = 3
const EMPTY = 0
const REMOVED = 0xffff_ffff
const FULLEST = 0.7
/** Three megabytes: a quiet day's events without moving. */
const FEWEST = 262_144
/** Parts of the table that many slots are put into one after the other, so that each part stays in near memory. */
const PARTS = 256

/**
 * Open addressing over 12-byte slots: two lanes of a fingerprint and a place (a number above 0, below 2³² − 1).
 * The same fingerprint may lie in several slots; whether it is the same event is for the caller to verify. EV4
 */
export class DuplicateTable {
  #cells: Uint32Array
  /** A byte of each slot's fingerprint, 0 where the slot is empty: few events look further, and these lie twelve times as near. */
  #tags: Uint8Array
  #mask: number
  #used = 0
  /** Raised whenever slots move. */
  moves = 0

  constructor(expected: number) {
    const slots = slotsFor(expected)
    this.#cells = new Uint32Array(slots * SLOT)
    this.#tags = new Uint8Array(slots)
    this.#mask = slots - 1
  }

  /** First slot of the fingerprint, −1 if there is none. */
  first(low: number, high: number): number {
    return this.#walk(low & this.#mask, low, high)
  }

  /** Next slot of the same fingerprint after `slot`. */
  next(slot: number, low: number, high: number): number {
    return this.#walk((slot + 1) & this.#mask, low, high)
  }

  place(slot: number): number {
    return this.#cells[slot * SLOT + 2] ?? EMPTY
  }

  setPlace(slot: number, place: number): void {
    this.#cells[slot * SLOT + 2] = place
  }

  /** Takes the slot out; the fingerprint is forgotten. */
  remove(slot: number): void {
    this.setPlace(slot, REMOVED)
  }

  /** Adds a slot and answers its number. `isForgotten`: places that need not be carried along when the table grows. */
  add(low: number, high: number, place: number, isForgotten: (place: number) => boolean): number {
    if (this.#used > (this.#mask + 1) * FULLEST) this.#rebuild(isForgotten)
    return this.#put(low, high, place)
  }

  /** Adds many at once: `slots` holds low lane, high lane and place in turn. Ten million take a quarter of the time of `add`. */
  addAll(slots: Uint32Array, isForgotten: (place: number) => boolean): void {
    if (this.#used + slots.length / SLOT > (this.#mask + 1) * FULLEST) this.#rebuild(isForgotten, slots.length / SLOT)
    const sorted = byPart(slots, this.#mask)
    for (let at = 0; at < sorted.length; at += SLOT) this.#put(sorted[at] ?? 0, sorted[at + 1] ?? 0, sorted[at + 2] ?? 0)
  }

  #walk(from: number, low: number, high: number): number {
    const tags = this.#tags
    const tag = tagOf(high)
    for (let slot = from; ; slot = (slot + 1) & this.#mask) {
      if (tags[slot] === EMPTY) return -1
      if (tags[slot] === tag && this.#holds(slot, low, high)) return slot
    }
  }

  #holds(slot: number, low: number, high: number): boolean {
    const cells = this.#cells
    const at = slot * SLOT
    return cells[at] === low && cells[at + 1] === high && cells[at + 2] !== REMOVED
  }

  #put(low: number, high: number, place: number): number {
    const cells = this.#cells
    const tags = this.#tags
    let slot = low & this.#mask
    while (tags[slot] !== EMPTY) slot = (slot + 1) & this.#mask
    tags[slot] = tagOf(high)
    const at = slot * SLOT
    cells[at] = low
    cells[at + 1] = high
    cells[at + 2] = place
    this.#used++
    return slot
  }

  #rebuild(isForgotten: (place: number) => boolean, coming = 0): void {
    const old = this.#cells
    const keep = (place: number) => place !== EMPTY && place !== REMOVED && !isForgotten(place)
    let kept = 0
    for (let at = 0; at < old.length; at += SLOT) if (keep(old[at + 2] ?? EMPTY)) kept++
    const slots = slotsFor(kept * 1.5 + coming)
    this.#cells = new Uint32Array(slots * SLOT)
    this.#tags = new Uint8Array(slots)
    this.#mask = slots - 1
    this.#used = 0
    this.moves++
    for (let at = 0; at < old.length; at += SLOT) {
      const place = old[at + 2] ?? EMPTY
      if (keep(place)) this.#put(old[at] ?? 0, old[at + 1] ?? 0, place)
    }
  }
}

function tagOf(high: number): number {
  return (high >>> 24) | 1
}

/** The same slots in the order of the parts of the table they belong to. */
function byPart(slots: Uint32Array, mask: number): Uint32Array {
  const shift = Math.log2((mask + 1) / PARTS)
  const starts = new Uint32Array(PARTS + 1)
  for (let at = 0; at < slots.length; at += SLOT) {
    const next = (((slots[at] ?? 0) & mask) >>> shift) + 1
    starts[next] = (starts[next] ?? 0) + SLOT
  }
  for (let part = 0; part < PARTS; part++) starts[part + 1] = (starts[part + 1] ?? 0) + (starts[part] ?? 0)
  const sorted = new Uint32Array(slots.length)
  for (let at = 0; at < slots.length; at += SLOT) {
    const part = ((slots[at] ?? 0) & mask) >>> shift
    const to = starts[part] ?? 0
    starts[part] = to + SLOT
    sorted[to] = slots[at] ?? 0
    sorted[to + 1] = slots[at + 1] ?? 0
    sorted[to + 2] = slots[at + 2] ?? 0
  }
  return sorted
}

/** A power of two that holds `count` at most half full. */
function slotsFor(count: number): number {
  let slots = FEWEST
  while (slots * 0.6 < count) slots *= 2
  return slots
}
