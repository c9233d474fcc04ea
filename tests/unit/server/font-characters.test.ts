import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fontCharacters, missingCharacters } from '../../../server/city/font-characters.ts'

const root = join(import.meta.dirname, '../../..')
const file = join(root, 'public/fonts/gridwall-hans.woff2')
const font = fontCharacters(readFileSync(file))

/** GB/T 2312 by its own code table. */
function commonCharacters(): string[] {
  const text = new TextDecoder('gbk')
  const rows = [...Array.from({ length: 9 }, (_, n) => 0xa1 + n), ...Array.from({ length: 72 }, (_, n) => 0xb0 + n)]
  return rows.flatMap((row) =>
    Array.from({ length: 94 }, (_, n) => text.decode(Uint8Array.of(row, 0xa1 + n))).filter((each) => /^\p{L}$/u.test(each)),
  )
}

describe('the shipped font', () => {
  it('[SC-M6] holds GB/T 2312 and every name of the bundled city in at most 3 MB', () => {
    // Fault seen: the last character of each run of the font's table left out.
    expect(statSync(file).size).toBeLessThanOrEqual(3_000_000)
    const common = commonCharacters().filter((each) => /\p{Script=Han}/u.test(each))
    expect(common.length).toBeGreaterThan(6700)
    expect(missingCharacters(common, font)).toEqual([])
    const names = gunzipSync(readFileSync(join(root, 'public/cities/hangzhou/nodes.csv.gz'))).toString()
    expect(missingCharacters([names.replace(/[\r\n]/g, '')], font)).toEqual([])
  })

  it('[CP15] names what a pack’s names need and the font lacks, each once', () => {
    expect(missingCharacters(['西湖区', '𠮷野村', '𠮷岙村', '龘山'], font)).toEqual(['龘', '𠮷'])
    expect(() => fontCharacters(Buffer.from('no font at all, but long enough to have a header of a font'))).toThrow(TypeError)
  })
})
