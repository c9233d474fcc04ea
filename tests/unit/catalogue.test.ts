import { Value } from '@sinclair/typebox/value'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CATALOGUE, type Catalogue } from '../../shared/domain/catalogue.ts'

const folder = join(import.meta.dirname, '../../public/cities')
const read = (city: string) => JSON.parse(readFileSync(join(folder, city, 'catalogue.json'), 'utf8')) as Catalogue
const CJK = /[\u4e00-\u9fff]/

/** Every bilingual name in a value, with the path that leads to it. */
function namesIn(value: unknown, path = ''): [string, { zh: string; en: string }][] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'zh' in value ? [[path, value] as [string, { zh: string; en: string }]] : []
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => namesIn(inner, `${path}/${key}`))]
}

describe.each(['hangzhou', 'auto'])('catalogue of %s', (city) => {
  const catalogue = read(city)

  test('[EV6] it fits its schema', () => {
    expect([...Value.Errors(CATALOGUE, catalogue)].map(({ path, message }) => `${path} ${message}`)).toEqual([])
  })

  test('[EV6] every name is there in both languages', () => {
    const wrong = namesIn(catalogue).filter(
      ([, { zh, en }]) => CJK.test(en) || !(CJK.test(zh) || /^[%A-Za-z0-9.³²/°µ]+$/.test(zh)),
    )
    expect(wrong).toEqual([])
  })

  test('[EV6] codes are unique and every code named is there', () => {
    const lists = Object.values(catalogue).filter(Array.isArray) as readonly (readonly { code?: string; id?: string }[])[]
    const twice = lists.flatMap((list) => {
      const codes = list.flatMap((row) => row.code ?? row.id ?? [])
      return codes.filter((code, i) => codes.indexOf(code) < i)
    })
    const has = (list: readonly { code: string }[], code: string) => list.some((row) => row.code === code)
    const dangling = [
      ...catalogue.types.filter((type) => !has(catalogue.families, type.family)),
      ...catalogue.types.filter((type) => type.duty !== undefined && !has(catalogue.duties, type.duty)),
      ...catalogue.dimensions.filter(
        ({ source }) => !catalogue.sources.some((s) => s.id === source && s.kinds.includes('reading')),
      ),
    ]
    expect([twice, dangling]).toEqual([[], []])
  })

  test('[EV6] twenty work items, those without a name are not configured', () => {
    expect(catalogue.workItems.map(({ slot }) => slot)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(catalogue.workItems.every(({ configured, name }) => configured === (name !== undefined))).toBe(true)
  })
})

test('[EV6] the bundled city has the breadth of a real one, and its example readings say that they are examples', () => {
  const { types, dimensions, duties, workItems } = read('hangzhou')
  expect(types.length).toBeGreaterThanOrEqual(120)
  expect(dimensions.length).toBeGreaterThanOrEqual(80)
  expect(dimensions.every(({ illustrative }) => illustrative)).toBe(true)
  expect([duties.length, workItems.filter(({ configured }) => configured).length]).toEqual([5, 4])
  expect(new Set(types.map((type) => type.class))).toEqual(new Set(['T', 'P', 'X', 'S', 'O']))
})

// Fault seen: a type without its English name, a dimension of an unknown source, a code given twice.
