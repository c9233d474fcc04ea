import type { Correctable, StoredCorrection } from '../../shared/domain/stored-event.ts'
import type { CasePrint } from './person-cases.ts'
import type { FoldState } from './snapshot.ts'

/** How an event stands that was corrected. */
export interface Corrected {
  readonly action: StoredCorrection['action']
  /** What counts in its place; none where it was withdrawn or masked. */
  readonly by: Correctable | undefined
}

interface Standing extends Corrected {
  /** Log numbers of the corrections, oldest first. */
  readonly seqs: readonly number[]
}

/** A correction that had to read the log again. */
interface Reading {
  readonly seq: number
  readonly lowest: number
}

const LANE = 2 ** 32
const HIGH_BITS = 0x1f_ffff

/** Which events were corrected, by keyed fingerprint: of a masked one nothing else is left. FD12 */
export class Corrections {
  readonly #print: CasePrint
  readonly #standings = new Map<number, Standing>()
  #readings: Reading[] = []

  constructor(print: CasePrint) {
    this.#print = print
  }

  /** Fingerprint of an event's name. */
  printOf({ source, id }: { readonly source: string; readonly id: string }): number {
    this.#print.take(source, id)
    return (this.#print.high & HIGH_BITS) * LANE + this.#print.low || 1
  }

  of(print: number): Corrected | undefined {
    return this.#standings.get(print)
  }

  note(print: number, { action, by }: Pick<StoredCorrection, 'action' | 'by'>, seq: number): void {
    const seqs = [...(this.#standings.get(print)?.seqs ?? []), seq]
    this.#standings.set(print, { action, by, seqs })
  }

  /** The correction with this number read the log from `lowest` on. */
  noteReading(seq: number, lowest: number): void {
    this.#readings.push({ seq, lowest })
  }

  /** The lowest number of the log that corrections from `seq` on have read: needed to fold them again. */
  neededFrom(seq: number): number {
    const needed = this.#readings.filter((reading) => reading.seq >= seq)
    return Math.min(Number.POSITIVE_INFINITY, ...needed.map(({ lowest }) => lowest))
  }

  /** Log numbers of the corrections of each masked event. */
  masked(): readonly (readonly number[])[] {
    return [...this.#standings.values()].flatMap(({ action, seqs }) => (action === 'mask' ? [seqs] : []))
  }

  save(): FoldState {
    return { rest: { standings: [...this.#standings], readings: this.#readings }, columns: {} }
  }

  load(state: FoldState): void {
    const { standings, readings } = state.rest as { readonly standings: [number, Standing][]; readonly readings: Reading[] }
    this.#standings.clear()
    for (const [print, standing] of standings) this.#standings.set(print, standing)
    this.#readings = [...readings]
  }
}
