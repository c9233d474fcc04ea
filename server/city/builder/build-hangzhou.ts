import { copyFileSync, existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildHangzhou } from './build-city.ts'
import { hangzhouManifest } from './hangzhou-manifest.ts'
import { hashesOf, packFiles, writePack } from './pack-writer.ts'

const HANGZHOU = join(import.meta.dirname, '../../../public/cities/hangzhou')

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    grids: { type: 'string', default: '12000' },
    id: { type: 'string', default: 'hangzhou' },
    out: { type: 'string', default: HANGZHOU },
  },
})
const [seed, grids, folder] = [Number(values.seed), Number(values.grids), resolve(values.out)]
const files = packFiles(buildHangzhou({ seed, grids, compounds: Math.max(20_000, grids), stairwells: 200_000 }))
writePack(folder, files, hangzhouManifest(values.id, { seed, grids, files: hashesOf(files) }))
for (const words of ['catalogue.json', 'rules.json', 'calendar.json', 'alarms.json', 'water.geojson.gz', 'water-licence.txt'])
  if (!existsSync(join(folder, words))) copyFileSync(join(HANGZHOU, words), join(folder, words))
