import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildHangzhou } from '../../server/city/builder/build-city.ts'
import { hashesOf, packFiles } from '../../server/city/builder/pack-writer.ts'
import type { CityManifest } from '../../shared/domain/city.ts'

const pack = join(import.meta.dirname, '../../public/cities/hangzhou/city.json')

// Fault seen: homes placed with the seed of another step.
test('[CP10] the builder makes the committed Hangzhou again, byte for byte', { timeout: 240_000 }, () => {
  const { made } = JSON.parse(readFileSync(pack, 'utf8')) as CityManifest
  const city = buildHangzhou({ seed: made?.seed ?? 0, grids: made?.grids ?? 0, compounds: 20_000, stairwells: 200_000 })
  expect(hashesOf(packFiles(city))).toEqual(made?.files)
})
