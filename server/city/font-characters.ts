import { brotliDecompressSync } from 'node:zlib'

/** Tags of WOFF2's table directory by their number, as far as a subset font uses them; 63 stands for a tag written out. */
const KNOWN_TAGS = (
  'cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx ' +
  'BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty ' +
  'just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
).split(' ')
const TAG_WRITTEN_OUT = 63
const HEADER_BYTES = 48
const FORMAT_SEGMENTS = 4
const FORMAT_GROUPS = 12

/** A number in base 128, most significant digit first, as WOFF2 writes lengths. */
function base128(bytes: Buffer, at: number): readonly [value: number, next: number] {
  let value = 0
  for (let i = at; i < at + 5; i++) {
    const byte = bytes[i] ?? 0
    value = value * 128 + (byte & 127)
    if (byte < 128) return [value, i + 1]
  }
  throw new RangeError('The font’s table directory is damaged')
}

/** The uncompressed table that maps characters to glyphs. */
function characterTable(font: Buffer): Buffer {
  if (font.toString('latin1', 0, 4) !== 'wOF2') throw new TypeError('This is no WOFF2 font')
  let at = HEADER_BYTES
  let offset = 0
  let found: readonly [from: number, length: number] | undefined
  for (let n = 0; n < font.readUInt16BE(12); n++) {
    const flags = font[at++] ?? 0
    const isWritten = (flags & TAG_WRITTEN_OUT) === TAG_WRITTEN_OUT
    const tag = isWritten ? font.toString('latin1', at, at + 4) : (KNOWN_TAGS[flags & TAG_WRITTEN_OUT] ?? '')
    if (isWritten) at += 4
    const [length, afterLength] = base128(font, at)
    at = afterLength
    const isOutline = tag === 'glyf' || tag === 'loca'
    const isTransformed = isOutline ? flags >> 6 !== 3 : flags >> 6 !== 0
    const [stored, next] = isTransformed ? base128(font, at) : [length, at]
    at = next
    if (tag === 'cmap') found = [offset, length]
    offset += stored
  }
  if (found === undefined) throw new TypeError('The font maps no characters')
  return brotliDecompressSync(font.subarray(at, at + font.readUInt32BE(20))).subarray(found[0], found[0] + found[1])
}

function readSegments(table: Buffer, put: (code: number) => void): void {
  const twice = table.readUInt16BE(6)
  for (let i = 0; i < twice; i += 2) {
    const [end, start] = [table.readUInt16BE(14 + i), table.readUInt16BE(16 + twice + i)]
    for (let code = start; code <= end && code < 0xffff; code++) put(code)
  }
}

function readGroups(table: Buffer, put: (code: number) => void): void {
  for (let n = 0; n < table.readUInt32BE(12); n++) {
    const [start, end] = [table.readUInt32BE(16 + 12 * n), table.readUInt32BE(20 + 12 * n)]
    for (let code = start; code <= end; code++) put(code)
  }
}

/** Code points that a WOFF2 font has a glyph for; throws `TypeError` for what is no such font. */
export function fontCharacters(font: Buffer): ReadonlySet<number> {
  const cmap = characterTable(font)
  const codes = new Set<number>()
  const put = (code: number) => codes.add(code)
  for (let n = 0; n < cmap.readUInt16BE(2); n++) {
    const table = cmap.subarray(cmap.readUInt32BE(8 + 8 * n))
    const format = table.readUInt16BE(0)
    if (format === FORMAT_SEGMENTS) readSegments(table, put)
    else if (format === FORMAT_GROUPS) readGroups(table, put)
  }
  return codes
}

/** Characters of names that the font lacks, each once, in the order of their code points. */
export function missingCharacters(names: Iterable<string>, font: ReadonlySet<number>): string[] {
  const missing = new Set<string>()
  for (const name of names) for (const character of name) if (!font.has(character.codePointAt(0) ?? 0)) missing.add(character)
  return [...missing].toSorted((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0))
}
