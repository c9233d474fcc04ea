import { beforeAll, describe, expect, it } from 'vitest'
import { keysOf } from '../../../shared/figures/keys.ts'
import catalogue from '../../../public/cities/hangzhou/catalogue.json' with { type: 'json' }
import type { Catalogue } from '../../../shared/domain/catalogue.ts'
import { CASE_STEPS } from '../../../shared/domain/grid-event.ts'
import { keyName } from '../../../client/i18n/key-names.ts'
import { catalogueNames } from '../../../client/state/catalogue-names.ts'
import { ageText, numberText } from '../../../client/i18n/numbers.ts'
import { cityTime } from '../../../client/i18n/times.ts'
import { en } from '../../../client/i18n/en.ts'
import { fillPlaces, learnEnglish, sayIn } from '../../../client/i18n/words.ts'
import { zh } from '../../../client/i18n/zh.ts'
import { stepWords } from '../../../client/i18n/event-words.ts'

const places = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted((a, b) => a.localeCompare(b))
const HAN = /\p{Script=Han}/u

beforeAll(learnEnglish)

describe('words', () => {
  it('[SC10] both languages fill the same places, and English holds no Chinese', () => {
    for (const word of Object.keys(zh) as (keyof typeof zh)[]) {
      expect(places(en[word])).toEqual(places(zh[word]))
      if (word !== 'lang') expect(en[word]).not.toMatch(HAN)
    }
  })

  it('[SC10] every key of the bundled city has a name in both languages', () => {
    const known = catalogue as unknown as Catalogue
    const names = catalogueNames({ ...known, hazards: known.hazards?.map((hazard) => ({ ...hazard, standing: [] })) })
    for (const def of keysOf(known)) {
      const { zh: chinese, en: english } = keyName(def, names)
      expect(chinese).not.toContain(def.base)
      expect(chinese).toMatch(HAN)
      expect(english).not.toMatch(HAN)
    }
  })

  it('[SC10] every step of a case has a word', () => {
    for (const step of CASE_STEPS) expect(stepWords(step).zh).toMatch(HAN)
  })

  it('an unfilled place stays visible', () => {
    expect(fillPlaces('{a} of {b}', { a: 1 })).toBe('1 of {b}')
  })
})

describe('numbers and times', () => {
  it('[SC8] a rate below all never reads 100.00', () => {
    expect(numberText(0.999999, 'rate', 4)).toBe('99.99')
    expect(numberText(1, 'rate', 4)).toBe('100.00')
    expect(numberText(0.9742, 'rate', 4)).toBe('97.42')
  })

  it('decimals are fixed, thousands marked', () => {
    expect(numberText(38, 'real', 1)).toBe('38.0')
    expect(numberText(203540, 'count', 0)).toBe('203,540')
  })

  it('an age is said in one unit', () => {
    const say = sayIn('en')
    expect([5, 119, 120, 7_200, 172_800].map((s) => ageText(s, say))).toEqual(['5 s', '119 s', '2 min', '2 h', '2 d'])
  })

  it('the clock is the city’s, whatever the machine’s zone', () => {
    const ms = Date.UTC(2026, 10, 22, 16, 5, 9)
    expect(cityTime('zh', 'Asia/Shanghai').clock(ms)).toBe('00:05:09')
    expect(cityTime('zh', 'Asia/Shanghai').day(ms)).toBe('2026年11月23日 星期一')
    expect(cityTime('en', 'America/New_York').stamp(ms)).toBe('11-22 11:05:09')
  })
})
