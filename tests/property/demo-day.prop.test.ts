import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { decideStep, LIFE, type CaseStanding } from '../../server/cases/case-step.ts'
import { loadCity } from '../../server/city/load-city.ts'
import { chanceOf } from '../../server/feed/demo/chance.ts'
import { caseWalk } from '../../server/feed/demo/case-walk.ts'
import { demoCity, type DemoCity } from '../../server/feed/demo/demo-city.ts'
import { DemoDay, eventsOfMinute } from '../../server/feed/demo/demo-day.ts'
import { EVENT_KINDS, type GridEvent } from '../../shared/domain/grid-event.ts'

const MONDAY = Date.parse('2026-11-23T00:00:00+08:00') / 60_000
const DAY = 1440
let city: DemoCity

beforeAll(() => {
  city = demoCity(loadCity({ city: 'hangzhou', cacheDir: join(tmpdir(), 'gridwall-test-cities') }), 1)
}, 120_000)

function play(from: number, minutes: number, known?: number): GridEvent[] {
  const day = new DemoDay(city, from, known)
  return Array.from({ length: minutes }, () => day.take()).flat()
}

const isFiled = (event: GridEvent) => event.kind === 'case' && event.step === 'filed'
const hourOf = (event: GridEvent) => Math.floor((Date.parse(event.occurredAt) / 60_000 - MONDAY) / 60)

describe('demo day', () => {
  // Fault seen: chance drawn from Math.random in chanceOf.
  it('[FE3] a minute alone is the same as within a run, byte for byte', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), (after) => {
        const from = MONDAY + 9 * 60
        const inRun = play(from, after + 1).filter((event) => Math.floor(Date.parse(event.occurredAt) / 60_000) === from + after)
        expect(eventsOfMinute(city, from + after, from)).toEqual(inRun)
      }),
      { numRuns: 8 },
    )
  })

  // Fault seen: `#wait` put the later steps of a case into the minute of its birth.
  it('[FE3] nothing comes before its minute, and no id twice', () => {
    const from = MONDAY + 9 * 60
    const day = new DemoDay(city, from, undefined)
    const ids = new Set<string>()
    for (let minute = from; minute < from + 120; minute++)
      for (const event of day.take()) {
        expect(Math.floor(Date.parse(event.occurredAt) / 60_000)).toBe(minute)
        expect(ids.has(`${event.source} ${event.id}`)).toBe(false)
        ids.add(`${event.source} ${event.id}`)
      }
    expect(ids.size).toBeGreaterThan(5_000)
  })

  // Fault seen: FILED with its peak at night.
  it('[FE4] a working day files about 0.4 cases a grid, most of them at 9–11 and 14–17, all kinds but corrections appear', () => {
    const events = play(MONDAY, DAY)
    const filed = events.filter(isFiled)
    expect(filed.length / city.places.grid.length).toBeGreaterThan(0.33)
    expect(filed.length / city.places.grid.length).toBeLessThan(0.48)
    const busy = filed.filter((event) => [9, 10, 14, 15, 16].includes(hourOf(event))).length
    expect(busy / filed.length).toBeGreaterThan(0.45)
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(EVENT_KINDS.filter((kind) => kind !== 'correction')))
  })

  // Fault seen: `closed` before `verified` in caseWalk; `reassigned` after the end.
  it('[FE5] every walk is an order that can be', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 30, max: 2880 }), fc.boolean(), (seed, limitMinutes, fromResident) => {
        let now: CaseStanding = {
          life: LIFE.unknown,
          line: 0,
          lineAt: -1,
          lifeAt: -1,
          reported: false,
          filed: false,
          closings: 0,
          reopenings: 0,
        }
        for (const { step, after } of caseWalk(chanceOf(seed, 'test'), { limitMinutes, lateShare: 0.2, fromResident })) {
          const t = after * 60_000
          const outcome = decideStep(now, step, t)
          expect({ step, outOfOrder: outcome.outOfOrder }).toEqual({ step, outOfOrder: false })
          const ends = outcome.life !== now.life && outcome.life !== LIFE.open
          now = {
            life: outcome.life,
            line: outcome.line || now.line,
            lineAt: outcome.line ? t : now.lineAt,
            lifeAt: ends || step === 'reopened' ? t : now.lifeAt,
            reported: now.reported || step === 'reported',
            filed: now.filed || step === 'filed',
            closings: now.closings + (step === 'closed' ? 1 : 0),
            reopenings: now.reopenings + (step === 'reopened' ? 1 : 0),
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  // Fault seen: a restart began its day with an empty waiting list.
  it('[FE3] a run cut in two goes on as one that was not cut', () => {
    const from = MONDAY + 9 * 60
    const whole = play(from, 120)
    const later = whole.filter((event) => Date.parse(event.occurredAt) / 60_000 >= from + 60)
    const resumed = play(from + 60, 60, from + 60)
    const ids = new Set(resumed.map(({ id, source }) => `${source} ${id}`))
    expect(later.filter(({ id, source }) => !ids.has(`${source} ${id}`))).toEqual([])
  })
})
