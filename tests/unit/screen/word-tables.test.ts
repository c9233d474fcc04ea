import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '../../../client/i18n/en.ts'
import { zh } from '../../../client/i18n/zh.ts'

const CLIENT = join(import.meta.dirname, '../../../client')
/** Said in the other language on purpose: the switch of languages. */
const OTHER_LANGUAGE = new Set(['lang'])
const HAN = /\p{Script=Han}/u

const under = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
const sources = under(CLIENT)
const code = (file: string) => readFileSync(join(CLIENT, file), 'utf8')
const isTable = (file: string) => /^i18n\/(.*-words|zh|en|words)\.ts$/.test(file) || file.endsWith('alarm-words.ts')
/** Words are said by the screen's code; some are named by what the server sends, which shared schemas and routes list. */
const spoken = [
  ...sources.map((file) => (isTable(file) ? (code(file).split('as const satisfies')[1] ?? '') : code(file))),
  ...['shared', 'server'].flatMap((room) => {
    const folder = join(CLIENT, '..', room)
    return under(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
  }),
].join('\n')
const tables = sources.filter((file) => /^i18n\/.*words\.ts$/.test(file) && file !== 'i18n/words.ts')

interface Entry {
  readonly file: string
  readonly key: string
  readonly zh: string
  readonly en: string
}

/** Entries `key: named('…', '…')` and `key: { zh: '…', en: '…' }` of a table's text. */
function entriesOf(file: string): readonly Entry[] {
  const text = `(?:'((?:[^'\\\\]|\\\\.)*)'|"((?:[^"\\\\]|\\\\.)*)")`
  const entry = new RegExp(
    `^  '?([\\w.-]+)'?:\\s*(?:(?:named|both|n)\\(\\s*${text},\\s*${text},?\\s*\\)|\\{ zh: ${text}, en: ${text} \\}),`,
    'gm',
  )
  return [...code(file).matchAll(entry)].map(([, key = '', ...texts]) => {
    const [chinese = '', english = ''] = texts.filter((found) => found !== undefined)
    return { file, key, zh: chinese, en: english }
  })
}

const desk = Object.keys(zh).map((key): Entry => ({
  file: 'zh.ts',
  key,
  zh: zh[key as keyof typeof zh],
  en: en[key as keyof typeof en],
}))
const panels = sources.filter((file) => file.endsWith('panels/alarms/alarm-words.ts'))
const all: readonly Entry[] = [...desk, ...[...tables, ...panels].flatMap(entriesOf)]

/** Keys said as they are, and those that a template makes: `level.${n}` says every `level.…`. */
const literals = new Set([...spoken.matchAll(/['"]([\w.-]+)['"]|^\s*([\w-]+):|\.(\w+)\b/gm)].flatMap(([, a, b, c]) => [a, b, c]))
const templates = [...spoken.matchAll(/`([\w.-]*)\$\{[^}]*\}([\w.-]*)`/g)]
  .filter(([, before = '', after = '']) => before + after !== '')
  .map(([, before = '', after = '']) => [before, after] as const)
const isSaid = ({ key }: Entry) =>
  literals.has(key) ||
  templates.some(([before, after]) => key.startsWith(before) && key.endsWith(after)) ||
  new RegExp(`(?:named|word)="${key}"`).test(spoken)

describe('tables of words', () => {
  it('[SC10] all tables are found', () => {
    expect(tables.length).toBeGreaterThan(15)
    expect(all.length).toBeGreaterThan(500)
  })

  // Fault seen: a word of the unattended screens that nothing said any more.
  it('[SC10] no word is left that nothing says', () => {
    expect(all.filter((entry) => !isSaid(entry)).map(({ file, key }) => `${file}: ${key}`)).toEqual([])
  })

  // Fault seen: an English word left empty.
  it('[SC10] every word is said in both languages, with the same places, English without Chinese', () => {
    const places = (text: string) =>
      [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted((a, b) => String(a).localeCompare(String(b)))
    const faults = all.filter((entry) => {
      const same = places(entry.zh).join() === places(entry.en).join()
      return entry.zh === '' || entry.en === '' || !same || (HAN.test(entry.en) && !OTHER_LANGUAGE.has(entry.key))
    })
    expect(faults.map(({ file, key }) => `${file}: ${key}`)).toEqual([])
  })
})
