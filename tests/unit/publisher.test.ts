import { describe, expect, it } from 'vitest'
import { rewind } from '../../server/delta/rewind.ts'
import { seededRandom } from '../support/random.ts'
import { smallCity } from '../support/small-city.ts'
import { wallSim } from '../support/wall-sim.ts'

const QUARTER_S = 900
const DAY_S = 86_400

function opened() {
  const sim = wallSim(smallCity(), seededRandom(1))
  sim.figures.clock = 1_700_006_400
  sim.publisher.flush()
  const seqs: number[] = []
  sim.publisher.onPublication(({ seq }) => seqs.push(seq))
  const open = sim.keyOf('cases.open')
  return { ...sim, seqs, open, published: sim.publisher.published }
}

describe('publisher', () => {
  it('[PB6] publishes the first change at once, then four times a second', () => {
    const { figures, clock, publisher, seqs, open } = opened()
    clock.advance(10_000)
    for (let ms = 0; ms < 1000; ms += 10) {
      figures.set(open, 3, ms + 1)
      publisher.poke()
      if (ms === 0) expect(seqs).toHaveLength(1)
      clock.advance(10)
    }
    expect(seqs.length).toBeGreaterThanOrEqual(4)
    expect(seqs.length).toBeLessThanOrEqual(5)
  })

  it('[PB5] says nothing when nothing that may be seen has changed', () => {
    const { figures, publisher, published } = opened()
    const before = published.seq
    figures.set(0, 5, figures.value(0, 5))
    figures.logSeq = 77
    expect(publisher.flush()).toBe(false)
    expect([published.seq, published.logSeq]).toEqual([before, 77])
  })

  it('[PB5] a P count moves on quarter hours of the clock, an X count on days, never with its event', () => {
    const { figures, publisher, published, keyOf } = opened()
    const [p, x] = [keyOf('p.events.all'), keyOf('x.events.all')]
    figures.set(p, 0, 20)
    figures.set(x, 0, 30)
    figures.clock += 60
    expect(publisher.flush()).toBe(false)
    expect([published.value(p, 0), published.value(x, 0)]).toEqual([0, 0])
    figures.clock += QUARTER_S
    publisher.flush()
    expect([published.value(p, 0), published.value(x, 0)]).toEqual([20, 0])
    figures.clock += DAY_S
    publisher.flush()
    expect(published.value(x, 0)).toBe(30)
  })

  it('[PB3] a suppressed count is reachable neither as value nor through what a publication replaced', () => {
    const { figures, publisher, published, keyOf } = opened()
    const p = keyOf('p.events.all')
    for (const count of [3, 7, 4]) {
      figures.set(p, 0, count)
      figures.clock += QUARTER_S
      publisher.flush()
    }
    expect([published.value(p, 0), published.state(p, 0)]).toEqual([Number.NaN, 'suppressed'])
    const before = published.recent.flatMap((publication) => [...publication.before.values])
    expect(before.filter((v) => v === 3 || v === 4)).toEqual([])
  })

  it('[PB3] closed days of a P figure are thresholded one by one, with their siblings', () => {
    const { figures, published } = opened()
    const days = (counts: readonly number[]) => counts.map((count, i) => [`2026-01-0${i + 1}`, count] as const)
    figures.days.set('p.events/0', days([12, 3, 0]))
    figures.days.set('p.events/1', days([9, 3, 0]))
    figures.days.set('p.events/2', days([3, 0, 0]))
    expect(published.closedDays('p.events.day', 0)?.map(([, count]) => count)).toEqual([12, undefined, 0])
    expect(published.closedDays('p.events.day', 1)?.map(([, count]) => count)).toEqual([undefined, undefined, 0])
    figures.days.set('events/0', days([2, 3, 0]))
    expect(published.closedDays('events.day', 0)?.map(([, count]) => count)).toEqual([2, 3, 0])
    expect(published.closedDays('events.h24', 0)).toBeUndefined()
  })

  it('[PB7] keeps the last 64 publications', () => {
    const { figures, publisher, published, open } = opened()
    for (let i = 1; i <= 70; i += 1) {
      figures.set(open, 0, i)
      publisher.flush()
    }
    expect(published.recent).toHaveLength(64)
    expect(
      rewind(published, published.seq - 64)
        ?.cells.get(0)
        ?.get(open)?.value,
    ).toBe(6)
    expect(rewind(published, published.seq - 65)).toBeUndefined()
    expect(rewind(published, published.seq + 1)).toBeUndefined()
  })
})
