import type { RoomBody } from '../../shared/domain/briefing-act.ts'
import type { RoomState } from '../../shared/protocol/briefing-room.ts'

export interface RoomParts {
  /** Six digits that the screens show. */
  readonly code: string
  readonly published: { readonly seq: number; readonly asOf: number }
  readonly iso: (second: number) => string
  /** Milliseconds of a steady clock. */
  readonly now: () => number
  /** Tells every screen that there is news. */
  readonly tell: () => void
}

/** Screens stop so many publications ahead, so that all of them reach the same one. */
const AHEAD = 2
const WRONG_CODES_A_MINUTE = 5
const MINUTE_MS = 60_000

/** What came of a tablet's word. */
export type RoomAnswer = 'done' | 'wrong-code' | 'too-many'

/** The one room of briefing screens: what they show in common. Nothing of it outlives the process. BR2 */
export class BriefingRoom {
  readonly #parts: RoomParts
  #state: Omit<RoomState, 'code'> = { revision: 0, scene: '', visitors: false, naming: true }
  #wrong: number[] = []

  constructor(parts: RoomParts) {
    this.#parts = parts
  }

  get state(): RoomState {
    return { ...this.#state, code: this.#parts.code }
  }

  /** Judges a code; a few wrong ones a minute and nobody is heard until the minute is over. */
  #judge(code: string): RoomAnswer {
    const now = this.#parts.now()
    this.#wrong = this.#wrong.filter((at) => now - at < MINUTE_MS)
    if (this.#wrong.length >= WRONG_CODES_A_MINUTE) return 'too-many'
    if (code === this.#parts.code) return 'done'
    this.#wrong.push(now)
    return 'wrong-code'
  }

  take({ code, frozen, ...rest }: RoomBody): RoomAnswer {
    const answer = this.#judge(code)
    if (answer !== 'done') return answer
    const { published, iso, tell } = this.#parts
    const held = this.#state.frozen ?? { seq: published.seq + AHEAD, at: iso(published.asOf) }
    const stands = frozen === undefined ? this.#state.frozen : frozen ? held : undefined
    this.#state = { ...this.#state, ...rest, revision: this.#state.revision + 1, frozen: stands }
    tell()
    return 'done'
  }
}
