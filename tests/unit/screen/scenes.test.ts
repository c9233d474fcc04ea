import { describe, expect, it } from 'vitest'
import { briefingAct, sceneBeside } from '../../../client/faces/briefing/briefing-keys.ts'
import { DRIFT_PX, driftAt } from '../../../client/faces/kiosk/burn-in-drift.ts'
import { cityMinutes } from '../../../client/faces/kiosk/city-minutes.ts'
import { isOn, kioskOptions, scenesOf } from '../../../client/faces/kiosk/kiosk-options.ts'
import { sceneAt } from '../../../client/faces/kiosk/use-rotation.ts'
import { daySentence } from '../../../client/faces/scenes/scene-sentence.ts'
import { SCENES, SCENE_NAMES } from '../../../client/faces/scenes/scene-table.ts'
import { sceneWordsIn } from '../../../client/faces/scenes/scene-words-in.ts'
import { sayIn } from '../../../client/i18n/words.ts'
import { sortWarnings, type WarningFacts } from '../../../client/state/situation.ts'
import { FIRST_VIEW } from '../../../client/state/view.ts'
import { createWallStore } from '../../../client/state/wall-store.ts'
import { createViewStore } from '../../../client/state/view-store.ts'

const said = { words: sceneWordsIn('zh'), say: sayIn('zh'), zh: true }
const name = (zh: string) => ({ zh, en: zh })
const comparison = {
  epoch: 'e',
  seq: 1,
  asOf: '2026-11-23T06:26:00Z',
  mode: 'live',
  node: 'C',
  key: 'events.day',
  today: 120,
  yesterdaySoFar: 100,
  yesterday: { day: '2026-11-22', v: 400 },
  weekBefore: { day: '2026-11-15', v: 390 },
  yearBefore: { day: '2025-11-22', v: null },
  lunarYearBefore: { day: '2025-12-03', v: null, lunar: { month: 10, leap: false, day: 14 } },
  parts: [
    { code: 'A', name: name('甲区'), today: 60, yesterdaySoFar: 35 },
    { code: 'B', name: name('乙区'), today: 20, yesterdaySoFar: 30 },
    { code: 'D', name: name('丙区'), today: 40, yesterdaySoFar: 35 },
  ],
}
const day = { ...said, of: comparison, what: 'eventsSaid', time: '14:26' } as const

describe('scenes', () => {
  it('[SC-S1] no scene has more than five figures, whatever the wall holds', () => {
    const read = { ...createWallStore().getState(), view: createViewStore(FIRST_VIEW).getState() }
    for (const scene of SCENE_NAMES) expect(SCENES[scene].figures(read, 2).length, scene).toBeLessThanOrEqual(5)
  })

  // Fault seen: parts that moved against the whole named as well.
  it('[SC-S3] a sentence says what changed, against which day, and the parts that moved the same way', () => {
    expect(daySentence({ ...day, name: ({ zh }) => zh })).toBe(
      '截至 14:26，事件 120 条；比昨日同刻多 20（+20.0%）；其中甲区多 25、丙区多 5；昨日全天 400，上周同日 390；去年同日无记录。',
    )
  })

  it('[SC-S3] [PB12] a year on record is named, and its lunar day by name', () => {
    const year = {
      ...comparison,
      yearBefore: { ...comparison.yearBefore, v: 380 },
      lunarYearBefore: { ...comparison.lunarYearBefore, v: 410 },
    }
    expect(daySentence({ ...day, of: year })).toContain('去年同日 380；去年农历十月十四 410。')
    const leap = { ...year.lunarYearBefore, lunar: { month: 6, leap: true, day: 20 } }
    const en = { words: sceneWordsIn('en'), say: sayIn('en'), zh: false }
    expect(daySentence({ ...day, of: { ...year, lunarYearBefore: leap } })).toContain('去年农历闰六月二十 410')
    expect(daySentence({ ...day, ...en, of: { ...year, lunarYearBefore: leap } })).toContain('lunar 6 (leap)/20 last year 410')
  })

  it('[SC-S3] no part is named where none may be, and a day that is not whole is not compared with', () => {
    expect(daySentence(day)).not.toContain('甲区')
    const first = daySentence({ ...day, of: { ...comparison, yesterdaySoFar: null }, name: ({ zh }) => zh })
    expect(first).toBe('截至 14:26，事件 120 条；昨日没有完整记录，不作比较。')
  })
})

describe('briefing keys', () => {
  it('[SC-F2] scenes turn and stop at both ends', () => {
    expect(briefingAct('PageDown', 'situation')).toEqual({ scene: 'tiers' })
    expect(briefingAct('ArrowLeft', 'situation')).toEqual({ scene: 'situation' })
    expect(briefingAct('8', 'situation')).toEqual({ scene: 'questions' })
    expect(briefingAct('9', 'situation')).toBeUndefined()
    expect(briefingAct('x', 'situation')).toBeUndefined()
    expect(sceneBeside('questions', 1)).toBe('questions')
  })
})

const warning = (id: string, level: WarningFacts['level'], code: string): WarningFacts => ({
  id,
  level,
  status: 'actual',
  expiresAt: '2026-11-23T08:00:00Z',
  type: { code: 'rain' },
  issuer: { id: 'meteo' },
  node: { code, name: name(code) },
})

describe('unattended screens', () => {
  it('[SC-K2] a public screen has neither tiers nor rankings, whatever else the address asks', () => {
    const { audience } = kioskOptions('?node=330106&audience=public%20staff')
    expect(audience).toBe('public')
    expect(scenesOf(audience).map((scene) => SCENES[scene].layer)).not.toContain('tier')
    expect(scenesOf(audience)).not.toContain('tiers')
  })

  it('[SC-K1] hours and dwell are read where they can be, else left as usual', () => {
    expect(kioskOptions('?on=08:30-17:30&dwell=45')).toMatchObject({ hours: { from: 510, to: 1050 }, dwellSeconds: 45 })
    expect(kioskOptions('?on=8:30-25:00&dwell=1')).toMatchObject({ hours: undefined, dwellSeconds: 20 })
  })

  it('[SC-K5] hours may go over midnight', () => {
    const night = { from: 22 * 60, to: 6 * 60 }
    expect([21 * 60 + 59, 22 * 60, 0, 6 * 60 - 1, 6 * 60].map((minute) => isOn(night, minute))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ])
    expect(isOn(undefined, 0)).toBe(true)
  })

  // Fault seen: level Ⅲ taking the screen.
  it('[SC-K3] Ⅰ and Ⅱ of the own area take the screen, the graver first; those elsewhere are a line', () => {
    const warnings = [warning('a', 2, 'own'), warning('b', 3, 'own'), warning('c', 1, 'above'), warning('d', 1, 'far')]
    const { taking, elsewhere } = sortWarnings(warnings, (code) => code !== 'far')
    expect(taking.map(({ id }) => id)).toEqual(['c', 'a'])
    expect(elsewhere.map(({ id }) => id)).toEqual(['d'])
  })

  it('[SC-K4] a timer that comes late skips scenes and never sticks', () => {
    expect([0, 19_999, 20_000, 79_999, 80_000, 10_000_000].map((ms) => sceneAt(ms, 4, 20_000))).toEqual([0, 0, 1, 3, 0, 0])
  })

  it('[SC-K6] in a day no place is kept for twelve hours, and the picture stays within 24 pixels', () => {
    const places = Array.from({ length: 1440 }, (_, minute) => driftAt(minute))
    const at = new Map<string, number>()
    for (const [x, y] of places) at.set(`${x},${y}`, (at.get(`${x},${y}`) ?? 0) + 1)
    expect(Math.max(...at.values())).toBeLessThan(60)
    for (const [x, y] of places) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(DRIFT_PX)
  })

  // Fault seen: the day of one zone with the minute of another: the picture leapt at midnight and at eight.
  it("[SC-K5] [SC-K6] the picture never leaps, whatever the hour, and the hours are the city's", () => {
    const minutes = Array.from({ length: 2 * 1440 }, (_, minute) =>
      cityMinutes(Date.parse('2026-11-22T00:00:00Z') / 1000 + minute * 60, 'Asia/Shanghai'),
    )
    const leap = (from: number) => {
      const [[x, y], [nextX, nextY]] = [driftAt(minutes[from]?.steady ?? 0), driftAt(minutes[from + 1]?.steady ?? 0)]
      return Math.max(Math.abs(nextX - x), Math.abs(nextY - y))
    }
    expect(Math.max(...minutes.slice(1).map((_, from) => leap(from)))).toBeLessThanOrEqual(3)
    expect([minutes[0], minutes[16 * 60 - 1], minutes[16 * 60]].map((at) => at?.ofDay)).toEqual([8 * 60, 1439, 0])
    expect(cityMinutes(0, 'Asia/Shanghai')).toEqual({ steady: 0, ofDay: 0 })
  })
})
