import { gzipSync } from 'node:zlib'
import { zxyToTileId } from 'pmtiles'

type Place = readonly [lng: number, lat: number]

/** Named lines and areas of one tile, in degrees; areas are single rings. */
export interface TileLayers {
  readonly areas: Readonly<Record<string, readonly (readonly Place[])[]>>
  /** Each with the kind of road it is. */
  readonly lines: Readonly<Record<string, readonly { readonly kind: string; readonly way: readonly Place[] }[]>>
}

const EXTENT = 4096
const HEADER_BYTES = 127
const [LINE, AREA] = [2, 3]

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))]
}

const zigzag = (value: number) => (value << 1) ^ (value >> 31)
const field = (number: number, bytes: readonly number[]) => [...varint((number << 3) | 2), ...varint(bytes.length), ...bytes]
const number = (at: number, value: number) => [...varint(at << 3), ...varint(value)]
const text = (at: number, words: string) => field(at, [...Buffer.from(words)])

/** A place as a fraction of the world's square, from the north-west. */
function worldOf([lng, lat]: Place): readonly [x: number, y: number] {
  const sine = Math.sin((lat * Math.PI) / 180)
  return [(lng + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)]
}

/** Moves of a pen over a tile's lattice. */
function geometry(way: readonly (readonly [number, number])[], isClosed: boolean): number[] {
  const steps = way.map(([x, y], i) => {
    const [px, py] = way[i - 1] ?? [0, 0]
    return [zigzag(x - px), zigzag(y - py)]
  })
  const [first = [], ...rest] = steps
  return [9, ...first, (rest.length << 3) | 2, ...rest.flat(), ...(isClosed ? [15] : [])].flatMap(varint)
}

function tile({ areas, lines }: TileLayers, at: { readonly z: number; readonly x: number; readonly y: number }): Buffer {
  const onTile = (place: Place) => {
    const [x, y] = worldOf(place)
    const scale = 2 ** at.z
    return [Math.round((x * scale - at.x) * EXTENT), Math.round((y * scale - at.y) * EXTENT)] as const
  }
  const layer = (name: string, features: readonly number[][], kinds: readonly string[]) =>
    field(3, [
      ...number(15, 2),
      ...text(1, name),
      ...features.flatMap((feature) => field(2, feature)),
      ...(kinds.length > 0 ? text(3, 'kind') : []),
      ...kinds.flatMap((kind) => field(4, text(1, kind))),
      ...number(5, EXTENT),
    ])
  const wet = Object.entries(areas).flatMap(([name, rings]) =>
    layer(
      name,
      rings.map((ring) => [...number(3, AREA), ...field(4, geometry(ring.map(onTile), true))]),
      [],
    ),
  )
  const roads = Object.entries(lines).flatMap(([name, ways]) =>
    layer(
      name,
      ways.map(({ way }, n) => [...field(2, [0, n]), ...number(3, LINE), ...field(4, geometry(way.map(onTile), false))]),
      ways.map(({ kind }) => kind),
    ),
  )
  return Buffer.from([...wet, ...roads])
}

function header(lengths: readonly [directory: number, metadata: number, tiles: number], z: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES)
  bytes.write('PMTiles', 0, 'latin1')
  bytes[7] = 3
  const [directory, metadata, tiles] = lengths
  const from = [
    HEADER_BYTES,
    directory,
    HEADER_BYTES + directory,
    metadata,
    0,
    0,
    HEADER_BYTES + directory + metadata,
    tiles,
    1,
    1,
    1,
  ]
  from.forEach((value, n) => bytes.writeBigUInt64LE(BigInt(value), 8 + 8 * n))
  bytes.set([1, 2, 2, 1, z, z], 96)
  const west = [-1_800_000_000, -850_000_000, 1_800_000_000, 850_000_000]
  west.forEach((value, n) => bytes.writeInt32LE(value, 102 + 4 * n))
  return bytes
}

/** A PMTiles file of one vector tile: the one of zoom 12 that holds a place. */
export function smallPmtiles(layers: TileLayers, place: Place, metadata: object): Buffer {
  const z = 12
  const [x, y] = worldOf(place).map((part) => Math.floor(part * 2 ** z))
  const at = { z, x: x ?? 0, y: y ?? 0 }
  const packed = gzipSync(tile(layers, at))
  const directory = gzipSync(Buffer.from([1, ...varint(zxyToTileId(z, at.x, at.y)), 1, ...varint(packed.length), 1]))
  const words = gzipSync(JSON.stringify(metadata))
  return Buffer.concat([header([directory.length, words.length, packed.length], z), directory, words, packed])
}
