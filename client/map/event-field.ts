import type { FrameEvent } from '../../shared/protocol/messages.ts'
import { planeX, planeY, type Plane } from './plane.ts'

const FIRST_ROOM = 4096

/** Places of events in plane metres, projected once each; events without a place stand at NaN. */
export class EventField {
  x = new Float64Array(FIRST_ROOM)
  y = new Float64Array(FIRST_ROOM)
  /** Epoch ms. */
  t = new Float64Array(FIRST_ROOM)
  length = 0
  private plane: Plane | undefined
  private newest: FrameEvent | undefined

  /** Takes the newest list, oldest first: what it shares with the one before is kept. */
  take(events: readonly FrameEvent[], plane: Plane): void {
    const known = this.plane === plane && this.newest ? events.lastIndexOf(this.newest) + 1 : 0
    const dropped = this.length - known
    if (known === 0 || dropped < 0) this.length = 0
    else if (dropped > 0) this.drop(dropped)
    this.plane = plane
    for (let i = this.length; i < events.length; i++) this.put(events[i], plane)
    this.newest = events.at(-1)
  }

  private drop(count: number): void {
    for (const column of [this.x, this.y, this.t]) column.copyWithin(0, count, this.length)
    this.length -= count
  }

  private put(event: FrameEvent | undefined, plane: Plane): void {
    if (this.length === this.t.length) this.grow()
    const at = this.length++
    this.x[at] = event?.point ? planeX(plane, event.point[0]) : Number.NaN
    this.y[at] = event?.point ? planeY(plane, event.point[1]) : Number.NaN
    this.t[at] = event?.t ?? 0
  }

  private grow(): void {
    const grown = (column: Float64Array) => {
      const wider = new Float64Array(column.length * 2)
      wider.set(column)
      return wider
    }
    this.x = grown(this.x)
    this.y = grown(this.y)
    this.t = grown(this.t)
  }
}
