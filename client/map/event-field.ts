import type { FrameEvent } from '../../shared/protocol/messages.ts'
import { planeX, planeY, type Plane } from './plane.ts'

const FIRST_ROOM = 4096
/** Places are held to this part of a metre, a power of two: sums of them are exact, so that one taken away leaves nothing. */
const PARTS_A_METRE = 64
const held = (metres: number) => Math.round(metres * PARTS_A_METRE) / PARTS_A_METRE

/** Places of events in plane metres, projected once each; events without a place stand at NaN. */
export class EventField {
  x = new Float64Array(FIRST_ROOM)
  y = new Float64Array(FIRST_ROOM)
  /** Epoch ms. */
  t = new Float64Array(FIRST_ROOM)
  /** Where the oldest event stands, and where the newest ends; what stood before the oldest is there still until `moves` counts on. */
  first = 0
  end = 0
  /** How often the columns were moved or begun anew: numbers of events read before mean others now. */
  moves = 0
  private plane: Plane | undefined
  private newest: FrameEvent | undefined

  get length(): number {
    return this.end - this.first
  }

  /** Takes the newest list, oldest first: what it shares with the one before is kept. */
  take(events: readonly FrameEvent[], plane: Plane): void {
    const known = this.plane === plane && this.newest ? events.lastIndexOf(this.newest) + 1 : 0
    if (known === 0 || known > this.length) this.begin()
    else this.first = this.end - known
    this.plane = plane
    for (let i = this.length; i < events.length; i++) this.put(events[i], plane)
    this.newest = events.at(-1)
  }

  private begin(): void {
    this.first = 0
    this.end = 0
    this.moves += 1
  }

  private put(event: FrameEvent | undefined, plane: Plane): void {
    if (this.end === this.t.length) this.makeRoom()
    const at = this.end++
    this.x[at] = event?.point ? held(planeX(plane, event.point[0])) : Number.NaN
    this.y[at] = event?.point ? held(planeY(plane, event.point[1])) : Number.NaN
    this.t[at] = event?.t ?? 0
  }

  /** By what fell off the front where that is a quarter or more, else by wider columns. */
  private makeRoom(): void {
    const { first, end } = this
    const wider = (column: Float64Array<ArrayBuffer>) => {
      const into = first * 4 >= column.length ? column : new Float64Array(column.length * 2)
      if (into === column) into.copyWithin(0, first, end)
      else into.set(column.subarray(first, end))
      return into
    }
    this.x = wider(this.x)
    this.y = wider(this.y)
    this.t = wider(this.t)
    this.end = end - first
    this.first = 0
    this.moves += 1
  }
}
