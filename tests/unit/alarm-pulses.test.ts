import { describe, expect, it } from 'vitest'
import { AlarmPulses } from '../../client/map/alarm-pulses.ts'

const CLOCK = 1000
const alarm = (id: string, freshUntil: number) => ({ id, level: 1, node: 'n', freshUntil })

describe('rings around new alarms', () => {
  it('[SC-M16] go out three times a second each and never again, though the list comes anew', () => {
    // Fault seen: each new list began the rings anew.
    const pulses = new AlarmPulses(false)
    const list = [alarm('new', CLOCK + 3), alarm('old', CLOCK), alarm('late', 0)]
    pulses.take(list, CLOCK, 500)
    expect(['new', 'old', 'late'].map((id) => pulses.ringOf(id, 750))).toEqual([0.25, undefined, undefined])
    pulses.take(list, CLOCK + 1, 1600)
    expect([1750, 2999, 3499, 3500].map((now) => pulses.ringOf('new', now))).toEqual([0.25, 0.499, 0.999, undefined])
  })

  it('[SC-M16] ask for a picture while they move and for one when they are gone; still ones for two in all', () => {
    const asked = (still: boolean) => {
      const pulses = new AlarmPulses(still)
      pulses.take([alarm('new', CLOCK + 3)], CLOCK, 0)
      return [0, 100, 2900, 3000, 3100].map((now) => pulses.moved(now))
    }
    expect(asked(false)).toEqual([true, true, true, true, false])
    expect(asked(true)).toEqual([true, false, false, true, false])
  })
})
