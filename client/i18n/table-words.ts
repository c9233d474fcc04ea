import { named, speakerOf, type Named } from './words.ts'

/** Words of the layer's table alone; they come with it. */
const TABLE_WORDS = {
  'table.note': named('{level} {n} 个，按代码排列，与地图同一数据', '{level}: {n}, by code, the same figures as on the map'),
  'table.previous': named('上一页', 'Previous'),
  'table.next': named('下一页', 'Next'),
  'table.page': named('{n} / {m}', '{n} / {m}'),
  'table.none': named('没有符合的区域', 'No area fits'),
  'table.area': named('区域', 'Area'),
  'table.code': named('代码', 'Code'),
  'figures.state': named('状态', 'state'),
  'figures.age': named('数据时间', 'as of'),
} as const satisfies Record<string, Named>

export const sayTableIn = speakerOf(TABLE_WORDS)
