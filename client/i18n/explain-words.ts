import type { Named } from './words.ts'

/** What the sheet behind a figure says. */
export const EXPLAIN_WORDS = {
  loading: { zh: '正在读取', en: 'Reading' },
  failed: { zh: '暂时读不到，稍后自动再试', en: 'Cannot be read just now; tried again soon' },
  formula: { zh: '怎样计算', en: 'How it is counted' },
  share: { zh: '{a} ÷ {b}', en: '{a} ÷ {b}' },
  window: { zh: '统计时段', en: 'Window' },
  now: { zh: '当前', en: 'now' },
  all: { zh: '自有记录以来', en: 'since the beginning' },
  parts: { zh: '下级构成', en: 'Parts below' },
  more: { zh: '另有 {n} 个单元', en: '{n} more' },
  sources: { zh: '所需数据源', en: 'Sources it needs' },
  complete: { zh: '完整度 {v}%', en: '{v} % complete' },
  rule: { zh: '规则与版本', en: 'Rule and version' },
  boundaries: { zh: '边界版本 {v}', en: 'boundaries {v}' },
  behind: { zh: '现在由谁办、到何时', en: 'Who acts, and until when' },
  alarms: { zh: '生效告警 {n}，待签收 {m}', en: '{n} active alarms, {m} to acknowledge' },
  due: { zh: '{t} 到期', en: 'due {t}' },
  overdue: { zh: '已超期', en: 'overdue' },
  nobody: { zh: '责任单位未定', en: 'no unit yet' },
  quiet: { zh: '没有待办', en: 'Nothing waits' },
  review: { zh: '措施 {id} 应于 {t} 复核', en: 'measure {id} to be reviewed by {t}' },
  decides: { zh: '决定本级', en: 'decides' },
} as const satisfies Readonly<Record<string, Named>>
