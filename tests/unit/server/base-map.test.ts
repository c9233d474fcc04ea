import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { baseMapOf, openBaseMap } from '../../../server/city/base-map.ts'
import { WrongConfiguration } from '../../../server/runtime/wrong-configuration.ts'
import { smallPmtiles } from '../../support/small-pmtiles.ts'

const folder = mkdtempSync(join(tmpdir(), 'base-map-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const LAYERS = {
  areas: {
    water: [
      [
        [120, 30],
        [120.01, 30],
        [120.01, 30.01],
      ],
    ],
  },
  lines: {},
} as const

function put(bytes: Buffer): string {
  const file = join(folder, 'base.pmtiles')
  writeFileSync(file, bytes)
  return file
}

it('[CP17] a base map says whom it is from, in plain words, whatever its maker wrote', () => {
  const attribution = '<a href="https://www.openstreetmap.org/copyright">&copy; OpenStreetMap</a>'
  const file = put(smallPmtiles(LAYERS, [120, 30], { attribution }))
  expect(openBaseMap(file)).toEqual({ path: file, attribution: { zh: '© OpenStreetMap', en: '© OpenStreetMap' } })
  expect(baseMapOf(undefined, folder, undefined)).toBeUndefined()
  expect(baseMapOf(undefined, folder, 'base.pmtiles')?.path).toBe(file)
})

it('[CP17] what is no base map is refused with the reason', () => {
  const bytes = smallPmtiles(LAYERS, [120, 30], { attribution: 'a survey' })
  const raster = Buffer.from(bytes)
  raster[99] = 2
  expect(() => openBaseMap(put(raster))).toThrow(/no vector tiles/)
  expect(() => openBaseMap(put(Buffer.from('PMTiles and nothing more')))).toThrow(/no PMTiles file of version 3/)
  expect(() => openBaseMap(put(smallPmtiles(LAYERS, [120, 30], {})))).toThrow(/name no "attribution"/)
  expect(() => baseMapOf(join(folder, 'none'), folder, undefined)).toThrow(WrongConfiguration)
})
