import { named, type Named } from './words.ts'

/** Words of the measures sheet alone; they come with it. */
export const MEASURE_WORDS = {
  title: named('管控措施 · 从实施到解除', 'Measures from imposed to released'),
  count: named('生效 {n} · 超期未复核 {m}', '{n} in force · {m} past review'),
  none: named('近 30 天没有管控措施', 'No measures in the last 30 days'),
  loading: named('正在读取管控措施', 'Reading the measures'),
  failed: named('暂时读不到管控措施，每 5 秒再试', 'The measures cannot be read just now; trying every 5 seconds'),
  noBasis: named('未登记依据', 'no legal basis named'),
  overdue: named('超期未复核 {age}', '{age} past review'),
  left: named('距复核 {age}', 'review in {age}'),
  noReview: named('未定复核时间', 'no review time set'),
  released: named('已解除 {time}', 'released {time}'),
  unknownBegin: named('实施时间早于记录', 'begin not on record'),
  lasted: named('持续 {age}', 'lasted {age}'),
  more: named('另有 {n} 项较早的未列出', '{n} earlier ones are not listed'),
} as const satisfies Record<string, Named>
