import { closeSync, openSync, readSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { WrongConfiguration } from '../runtime/wrong-configuration.ts'

/** A PMTiles file under the areas. It stays on disk, however large it is. */
export interface BaseMap {
  readonly path: string
  /** As the file says it itself; on the screen while the base map shows. */
  readonly attribution: { readonly zh: string; readonly en: string }
}

/** The header of PMTiles 3: where the metadata lie, how they are packed, and what kind of tiles follow. */
const HEADER = { bytes: 127, magic: 'PMTiles', version: 7, metadata: 24, packing: 97, tiles: 99 } as const
const VERSION = 3
const PACKED = { none: 1, gzip: 2 } as const
const VECTOR_TILES = 1
const LARGEST_METADATA = 1_000_000
/** Longest line that a corner of the map holds. */
const LONGEST = 120

function readAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  return bytes.subarray(0, readSync(file, bytes, 0, length, at))
}

/** Plain words of what may be a line of HTML. */
function plainWords(text: string): string {
  return text
    .replace(/<[^>]*>/g, '')
    .replaceAll('&copy;', '©')
    .replaceAll('&amp;', '&')
    .trim()
    .slice(0, LONGEST)
}

function readAttribution(file: number, header: Buffer): string {
  const [at, length] = [HEADER.metadata, HEADER.metadata + 8].map((offset) => Number(header.readBigUInt64LE(offset)))
  if (length === undefined || length > LARGEST_METADATA) throw new TypeError('its metadata are larger than 1 MB')
  const packed = readAt(file, at ?? 0, length)
  const packing = header[HEADER.packing]
  if (packing !== PACKED.none && packing !== PACKED.gzip) throw new TypeError('its metadata are neither plain nor gzip')
  const parsed: unknown = JSON.parse((packing === PACKED.gzip ? gunzipSync(packed) : packed).toString('utf8'))
  const { attribution } = parsed as { attribution?: unknown }
  const words = typeof attribution === 'string' ? plainWords(attribution) : ''
  if (words === '') throw new TypeError('its metadata name no "attribution": make it anew with one (tippecanoe --attribution)')
  return words
}

/** Opens a base map; throws `WrongConfiguration` that says what is wrong with it. CP17 */
export function openBaseMap(path: string): BaseMap {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    const header = readAt(file, 0, HEADER.bytes)
    const isPmtiles = header.toString('latin1', 0, HEADER.magic.length) === HEADER.magic && header[HEADER.version] === VERSION
    if (header.length < HEADER.bytes || !isPmtiles) throw new TypeError('it is no PMTiles file of version 3')
    if (header[HEADER.tiles] !== VECTOR_TILES) throw new TypeError('it holds no vector tiles (MVT)')
    const words = readAttribution(file, header)
    return { path: resolve(path), attribution: { zh: words, en: words } }
  } catch (reason) {
    throw new WrongConfiguration(`base map ${path}: ${reason instanceof Error ? reason.message : String(reason)}`)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** The base map that the command line names, else the pack's own, else none. CP17 */
export function baseMapOf(asked: string | undefined, folder: string, inPack: string | undefined): BaseMap | undefined {
  if (asked !== undefined) return openBaseMap(asked)
  return inPack === undefined ? undefined : openBaseMap(join(folder, inPack))
}
