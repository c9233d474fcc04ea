import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { planeX, planeY } from '../../client/map/plane.ts'
import { buildHangzhou } from '../../server/city/builder/build-city.ts'
import { hangzhouManifest } from '../../server/city/builder/hangzhou-manifest.ts'
import { hashesOf, packFiles, writePack } from '../../server/city/builder/pack-writer.ts'
import type { CityBundle } from '../../server/city/city-bundle.ts'
import { loadCity } from '../../server/city/load-city.ts'
import { decodeCells } from '../../shared/geo/cell-codec.ts'

const GRIDS = 15_000
const LEVEL = 4
const SEED = 1
const HANGZHOU = join(import.meta.dirname, '../../public/cities/hangzhou')
const WORDS = ['catalogue.json', 'rules.json', 'calendar.json', 'alarms.json', 'water.geojson.gz', 'water-licence.txt']

/** The bundled city's builder with 15,000 grids, compiled as the server serves it; its files are gone afterwards. */
export function benchCity(): CityBundle {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-city-'))
  try {
    const files = packFiles(buildHangzhou({ seed: SEED, grids: GRIDS, compounds: 20_000, stairwells: 200_000 }))
    writePack(folder, files, hangzhouManifest('bench-15k', { seed: SEED, grids: GRIDS, files: hashesOf(files) }))
    for (const words of WORDS) copyFileSync(join(HANGZHOU, words), join(folder, words))
    return loadCity({ city: folder, cacheDir: join(folder, 'cache') }).bundle
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * The grids of a bundle as flat single-precision numbers that deck.gl takes as they are: counts of vertices, rings and
 * indices, then outlines in plane metres, first vertices of the rings, and triangles.
 */
export function flatGrids({ index, file }: CityBundle): Buffer {
  const [west, south, east, north] = index.bounds ?? [0, 0, 0, 0]
  const plane = { lng: (west + east) / 2, lat: (south + north) / 2 }
  const runs = (index.levels[LEVEL]?.cells ?? []).map((run) => gunzipSync(file(run.file) ?? new Uint8Array()))
  const { positions, origin, ringStart, indices } = decodeCells(...runs)
  const outline = positions.map((offset, at) =>
    at % 2 === 0 ? planeX(plane, origin[0] + offset) : planeY(plane, origin[1] + offset),
  )
  const counts = Uint32Array.of(outline.length / 2, ringStart.length, indices.length)
  return Buffer.concat(
    [counts, outline, Uint32Array.from(ringStart), Uint32Array.from(indices)].map((part) => Buffer.from(part.buffer)),
  )
}
