import { columnOf } from './saved.ts'
import type { FoldState } from './snapshot.ts'

const FEWEST = 1024
const FULLEST = 0.7
const EMPTY = 0
const REMOVED = -1

/** A set of keyed fingerprints (whole numbers from 1 to 2⁵³ − 1) with the day each was last of use: 10 bytes a slot. */
export class PrintSet {
  #prints = new Float64Array(FEWEST)
  #days = new Uint16Array(FEWEST)
  /** Slots in use, removed ones included. */
  #used = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  #slotOf(print: number): number {
    const mask = this.#prints.length - 1
    let slot = print % (mask + 1)
    while (this.#prints[slot] !== EMPTY && this.#prints[slot] !== print) slot = (slot + 1) & mask
    return slot
  }

  has(print: number): boolean {
    return this.#prints[this.#slotOf(print)] === print
  }

  /** True where it was not there before. */
  add(print: number, day: number): boolean {
    if (this.#used > this.#prints.length * FULLEST) this.#rebuild(0)
    const slot = this.#slotOf(print)
    if (this.#prints[slot] === print) return false
    this.#prints[slot] = print
    this.#days[slot] = day
    this.#used++
    this.#size++
    return true
  }

  delete(print: number): void {
    const slot = this.#slotOf(print)
    if (this.#prints[slot] !== print) return
    this.#prints[slot] = REMOVED
    this.#size--
  }

  /** Forgets what was of use only before `day`. */
  forget(day: number): void {
    this.#rebuild(day)
  }

  #rebuild(oldestDay: number): void {
    const [prints, days] = [this.#prints, this.#days]
    let kept = 0
    for (let slot = 0; slot < prints.length; slot++) if (this.#isKept(prints, days, slot, oldestDay)) kept++
    let room = FEWEST
    while (room * FULLEST < kept * 1.5) room *= 2
    this.#prints = new Float64Array(room)
    this.#days = new Uint16Array(room)
    this.#used = this.#size = 0
    for (let slot = 0; slot < prints.length; slot++)
      if (this.#isKept(prints, days, slot, oldestDay)) this.add(prints[slot] as number, days[slot] as number)
  }

  #isKept(prints: Float64Array, days: Uint16Array, slot: number, oldestDay: number): boolean {
    return (prints[slot] as number) > 0 && (days[slot] as number) >= oldestDay
  }

  save(): FoldState {
    const prints = this.#prints.filter((print) => print > 0)
    const days = Uint16Array.from(prints, (print) => this.#days[this.#slotOf(print)] as number)
    return { rest: null, columns: { prints, days } }
  }

  load(state: FoldState): void {
    const days = columnOf(state, 'days', Uint16Array)
    columnOf(state, 'prints', Float64Array).forEach((print, at) => this.add(print, days[at] as number))
  }
}
