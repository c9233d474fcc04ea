import type { TierWords } from './tier-rules.ts'

/** 低 … 高, the tiers of a rule that names none of its own. */
export const FIVE_COLOURS: readonly TierWords[] = [
  { name: '绿', level: 1, words: { zh: '低', en: 'low' }, aliases: ['green', '绿色', '低', '低风险', 'low'] },
  { name: '蓝', level: 2, words: { zh: '较低', en: 'fair' }, aliases: ['blue', '蓝色', '较低', '较低风险', 'fair'] },
  { name: '黄', level: 3, words: { zh: '中', en: 'medium' }, aliases: ['yellow', '黄色', '中', '中风险', 'medium'] },
  { name: '橙', level: 4, words: { zh: '较高', en: 'raised' }, aliases: ['orange', '橙色', '较高', '较高风险', 'raised'] },
  { name: '红', level: 5, words: { zh: '高', en: 'high' }, aliases: ['red', '红色', '高', '高风险', 'high'] },
]
