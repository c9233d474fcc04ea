/** Farther ahead of the clock than this, an event is refused as `future`. */
export const FUTURE_MS = 300_000
/** For this long a source that was ahead counts as a witness against the server's clock. */
const WITNESS_MS = 600_000
/** Witnesses agree when they are ahead by the same amount, give or take this. */
const AGREE_MS = 900_000

interface Witness {
  readonly leadMs: number
  readonly seenAt: number
}

/**
 * Two sources that lie ahead of the clock by the same amount make the clock itself suspect: from then on their
 * events are held, not refused, which means written as they are and counted when the clock reaches them. EV5
 */
export class ClockWatch {
  readonly #witnesses = new Map<string, Witness>()

  /** True if an event that lies `leadMs` ahead is to be held. `now` is the clock in milliseconds. */
  holds(source: string, leadMs: number, now: number): boolean {
    this.#witnesses.set(source, { leadMs, seenAt: now })
    for (const [other, witness] of this.#witnesses) {
      if (now - witness.seenAt > WITNESS_MS) this.#witnesses.delete(other)
      else if (other !== source && Math.abs(witness.leadMs - leadMs) <= AGREE_MS) return true
    }
    return false
  }

  /** For the wall: the server's clock may be wrong. */
  isSuspect(now: number): boolean {
    const leads = [...this.#witnesses.values()].filter((witness) => now - witness.seenAt <= WITNESS_MS).map((w) => w.leadMs)
    leads.sort((a, b) => a - b)
    return leads.some((lead, i) => i > 0 && lead - (leads[i - 1] ?? 0) <= AGREE_MS)
  }
}
