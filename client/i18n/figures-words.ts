import { named, speakerOf, type Named } from './words.ts'

/** Words of the table of figures alone; they come with it. */
const FIGURES_WORDS = {
  'figures.title': named('指标表', 'All figures'),
  'figures.note': named('本单元全部指标，共 {n} 项，显示 {m} 项', 'every figure of this unit: {n}, shown {m}'),
  'figures.search': named('按名称或代码筛选', 'filter by name or key'),
  'figures.key': named('指标', 'figure'),
  'figures.value': named('数值', 'value'),
  'figures.state': named('状态', 'state'),
  'figures.age': named('数据时间', 'as of'),
} as const satisfies Record<string, Named>

export const sayFiguresIn = speakerOf(FIGURES_WORDS)
