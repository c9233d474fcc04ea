const SLOT = 3
const EMPTY = 0
const REMOVED = 0xffff_ffff
const FULLEST = 0.7
/** Three megabytes: a quiet day's events without moving. */
const FEWEST = 262_144

/**
 * Open addressing over 12-byte slots: two lanes of a fingerprint and a place (a number above 0, below 2³² − 1).
 * The same fingerprint may lie in several slots; whether it is the same event is for the caller to verify. EV4
 */
export class DuplicateTable {
  #cells: Uint32Array
  #mask: number
  #used = 0
  /** Raised whenever slots move. */
  moves = 0

  constructor(expected: number) {
    const slots = slotsFor(expected)
    this.#cells = new Uint32Array(slots * SLOT)
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

  #walk(from: number, low: number, high: number): number {
    const cells = this.#cells
    for (let slot = from; ; slot = (slot + 1) & this.#mask) {
      const at = slot * SLOT
      const place = cells[at + 2]
      if (place === EMPTY) return -1
      if (cells[at] === low && cells[at + 1] === high && place !== REMOVED) return slot
    }
  }

  #put(low: number, high: number, place: number): number {
    const cells = this.#cells
    let slot = low & this.#mask
    while (cells[slot * SLOT + 2] !== EMPTY) slot = (slot + 1) & this.#mask
    const at = slot * SLOT
    cells[at] = low
    cells[at + 1] = high
    cells[at + 2] = place
    this.#used++
    return slot
  }

  #rebuild(isForgotten: (place: number) => boolean): void {
    const old = this.#cells
    const keep = (place: number) => place !== EMPTY && place !== REMOVED && !isForgotten(place)
    let kept = 0
    for (let at = 0; at < old.length; at += SLOT) if (keep(old[at + 2] ?? EMPTY)) kept++
    const slots = slotsFor(kept * 1.5)
    this.#cells = new Uint32Array(slots * SLOT)
    this.#mask = slots - 1
    this.#used = 0
    this.moves++
    for (let at = 0; at < old.length; at += SLOT) {
      const place = old[at + 2] ?? EMPTY
      if (keep(place)) this.#put(old[at] ?? 0, old[at + 1] ?? 0, place)
    }
  }
}

/** A power of two that holds `count` at most half full. */
function slotsFor(count: number): number {
  let slots = FEWEST
  while (slots * 0.6 < count) slots *= 2
  return slots
}
