import { describe, expect, it } from 'vitest'
import { rewind } from '../../server/delta/rewind.ts'
import { seededRandom } from '../support/random.ts'
import { smallCity } from '../support/small-city.ts'
import { wallSim } from '../support/wall-sim.ts'

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

  it('[PB4] figures of persons are what was released and move with a release alone; what is not released is hidden', () => {
    const { figures, publisher, published, keyOf } = opened()
    const p = keyOf('p.events.all')
    figures.set(p, 0, 23)
    figures.clock += 900
    expect(publisher.flush()).toBe(false)
    expect([published.value(p, 0), published.state(p, 0)]).toEqual([Number.NaN, 'suppressed'])
    figures.release(p, 0, 20)
    publisher.flush()
    expect([published.value(p, 0), published.state(p, 0)]).toEqual([20, 'live'])
  })

  it('[PB3] no count that was not released is reachable as value, as closed day or through what a publication replaced', () => {
    const { figures, publisher, published, keyOf } = opened()
    const p = keyOf('p.events.all')
    for (const count of [3, 7, 4]) {
      figures.set(p, 0, count)
      figures.release(p, 0, count - (count % 5))
      publisher.flush()
    }
    const before = published.recent.flatMap((publication) => [...publication.before.values])
    expect(before.filter((v) => v !== 5 && v === v && v !== 0)).toEqual([])
    figures.days.set('p.events/0', [
      ['2026-01-01', 10],
      ['2026-01-02', 0],
    ])
    expect(published.closedDays('p.events.day', 0)?.map(([, count]) => count)).toEqual([10, undefined])
    figures.days.set('events/0', [['2026-01-01', 2]])
    expect(published.closedDays('events.day', 0)?.map(([, count]) => count)).toEqual([2])
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
