import { describe, expect, it } from 'vitest'
import { gunzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinyin } from 'pinyin-pro'
import { beginsWithInitials } from '../../../client/panels/search/pinyin-initials.ts'
import { searchNodes } from '../../../client/panels/search/search-nodes.ts'

const rows = gunzipSync(readFileSync(join(import.meta.dirname, '../../../public/cities/hangzhou/nodes.csv.gz')))
  .toString()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
const LEVELS = ['city', 'district', 'street', 'community', 'grid']
const nodes = rows
  .filter(([, , level = '', zh = '']) => LEVELS.includes(level) && zh !== '')
  .map(([code = '', parent = '', level = '', zh = '', en = ''], index) => ({
    index,
    code,
    level: LEVELS.indexOf(level),
    parent,
    zh,
    en,
  }))

describe('search', () => {
  it('[SC11] finds by name, by pinyin, by its initials and by code, exact codes first', () => {
    expect(searchNodes(nodes, '淳安')[0]?.zh).toBe('淳安县')
    expect(searchNodes(nodes, "chun'an")[0]?.zh).toBe('淳安县')
    expect(searchNodes(nodes, 'qbm').map(({ zh }) => zh)).toContain('清波门社区')
    expect(searchNodes(nodes, 'xh')[0]?.zh).toBe('西湖区')
    expect(searchNodes(nodes, '330106')[0]?.zh).toBe('西湖区')
    expect(beginsWithInitials('xian', 'xa')).toBe(true)
    expect(['fa', 'fg'].map((initials) => beginsWithInitials('fangan', initials))).toEqual([true, true])
    expect(searchNodes(nodes, '  ')).toEqual([])
    expect(searchNodes(nodes, 'zzzz')).toEqual([])
  })

  it('[SC11] initials as pinyin-pro spells them find every community whose English name is its pinyin', () => {
    // Fault seen: syllables taken as long as possible, so that xian was never xi'an.
    const communities = nodes.filter(({ level, en }) => level === 3 && en !== '')
    expect(communities.length).toBeGreaterThan(3000)
    const missed = communities.filter(({ zh, en }) => {
      const head = zh.slice(0, 2)
      const initials = pinyin(head, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
      return /^\p{Script=Han}{2}$/u.test(head) && !beginsWithInitials(en.toLowerCase(), initials)
    })
    // Characters of several readings, and names that are not spelled from their first character.
    expect(missed.length / communities.length).toBeLessThan(0.02)
  })
})
