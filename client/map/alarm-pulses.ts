import type { MapAlarm } from '../state/map-alarms.ts'

const PULSES = 3
const PULSE_MS = 1000
/** Where the ring stands that does not move. */
const STILL = 0.4
/** Longer than an alarm is new: one that comes again in the list meanwhile does not begin anew. */
const REMEMBERED_MS = 30_000

/** Rings around the marks of new alarms: three pulses of a second each on the map's own clock, then never again. SC-M16 */
export class AlarmPulses {
  private readonly begun = new Map<string, number>()
  private readonly still: boolean
  private ran = false

  /** `still`: rings stand where motion is unwelcome. */
  constructor(still: boolean) {
    this.still = still
  }

  /** Begins the rings around those marks whose alarms are new at `clock`, epoch seconds; `now` is the frame clock, ms. */
  take(marks: readonly Pick<MapAlarm, 'id' | 'freshUntil'>[], clock: number, now: number): void {
    for (const [id, at] of this.begun) if (now - at > REMEMBERED_MS) this.begun.delete(id)
    for (const { id, freshUntil } of marks) if (freshUntil > clock && !this.begun.has(id)) this.begun.set(id, now)
  }

  /** How far the ring of a mark has gone out, 0 … 1; undefined where it has none. */
  ringOf(id: string, now: number): number | undefined {
    const age = now - (this.begun.get(id) ?? -Infinity)
    if (age < 0 || age >= PULSES * PULSE_MS) return undefined
    return this.still ? STILL : (age % PULSE_MS) / PULSE_MS
  }

  /** True where rings stand otherwise than when this was last asked. */
  moved(now: number): boolean {
    const runs = [...this.begun.keys()].some((id) => this.ringOf(id, now) !== undefined)
    const turned = runs !== this.ran
    this.ran = runs
    return turned || (runs && !this.still)
  }
}
