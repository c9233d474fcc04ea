import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataSet } from './data-sets.ts'
import { smallPack } from './small-pack.ts'

interface County {
  readonly properties: { readonly adcode: number; readonly name: string }
  readonly geometry: { readonly type: string; readonly coordinates: unknown }
}

const OUTLINES = dataSet('hangzhou-districts-2021/zhejiang_90_counties_pre2021.gcj02.geojson')
const BULLETIN = dataSet('fivecolour-zj-official/levels_2020-02-09_all90.csv')

/** Where the data of the map of 9 February 2020 lie; undefined where one is absent. */
export const FIVE_COLOUR_DATA = OUTLINES !== undefined && BULLETIN !== undefined ? { OUTLINES, BULLETIN } : undefined

/** Colour of each county by its code, as it was announced. */
export function announcedColours(bulletin: string): ReadonlyMap<string, string> {
  const [, ...rows] = readFileSync(bulletin, 'utf8').trim().split(/\r?\n/)
  return new Map(rows.map((row) => row.split(',')).map((cells) => [cells[1] ?? '', cells[4] ?? '']))
}

function rulesOf(tiers: ReadonlyMap<string, string>): object {
  const rule = {
    id: 'zhejiang-five-colours',
    version: '2020-02-09',
    author: '浙江省新型冠状病毒肺炎疫情防控工作领导小组',
    kind: 'given',
    validFrom: '2020-02-09',
    authority: { zh: '浙江省疫情防控工作领导小组', en: 'Zhejiang provincial epidemic control group' },
    publications: [{ asOf: '2020-02-09', tiers: Object.fromEntries(tiers) }],
    rollUp: { roles: ['city'], by: 'worst' },
  }
  return { tiers: [rule] }
}

/** A pack of the province: root `city`, the 90 counties of before 2021 as districts, coloured by what was announced. */
export function writeZhejiangPack(
  folder: string,
  { OUTLINES: outlines, BULLETIN: bulletin }: NonNullable<typeof FIVE_COLOUR_DATA>,
): void {
  const { features } = JSON.parse(readFileSync(outlines, 'utf8')) as { features: readonly County[] }
  const { manifest, catalogue } = smallPack()
  const level = (role: string, zh: string, en: string) => ({ level: role, role, name: { zh, en } })
  const put = (file: string, content: unknown) =>
    writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content))
  mkdirSync(folder, { recursive: true })
  put('city.json', {
    ...manifest,
    id: 'zhejiang',
    code: '330000',
    name: { zh: '浙江省', en: 'Zhejiang' },
    crs: 'GCJ02',
    levels: [level('city', '省', 'Province'), { ...level('district', '县（市、区）', 'Counties'), geometry: 'district.geojson' }],
  })
  const rows = features.map(({ properties: { adcode, name } }) => `${adcode},330000,district,${name},${adcode},,,,`)
  put(
    'nodes.csv',
    ['code,parent,level,zh,en,validFrom,validTo,lng,lat', '330000,,city,浙江省,Zhejiang,,,120.15,29.2', ...rows].join('\n'),
  )
  put('catalogue.json', catalogue)
  put('rules.json', rulesOf(announcedColours(bulletin)))
  const outlined = features.map(({ properties: { adcode }, geometry }) => ({
    type: 'Feature',
    properties: { code: String(adcode) },
    geometry,
  }))
  put('district.geojson', { type: 'FeatureCollection', features: outlined })
}
