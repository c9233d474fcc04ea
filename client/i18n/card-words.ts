import { named, speakerOf, type Named, type Word } from './words.ts'

/** Words of the card of an area alone; they come with it. */
const CARD_WORDS = {
  'card.open': named('在办', 'open'),
  'card.overdue': named('超期', 'overdue'),
  'card.reported': named('今日上报', 'reported today'),
  'card.onTime': named('本月按期率', 'on time, month'),
  'card.coverage': named('巡查覆盖率', 'patrolled'),
  'card.events': named('近 1 小时事件', 'events, 1 h'),
  'card.requests': named('服务需求', 'requests'),
  'card.title': named('区域卡片', 'Area card'),
  'card.asOf': named('数据时间 {time}', 'as of {time}'),
  'card.why': named('为何是“{tier}”', 'Why “{tier}”'),
  'card.compared': named('{name} {v} {sign} {cut}', '{name} {v} {sign} {cut}'),
  'card.missing': named('{name} 无数据', '{name}: no data'),
  'card.unknown': named('缺少规则所需的数字，等级未知', 'A figure the rule needs is missing: tier unknown'),
  'card.noRule': named('规则不为本级定级', 'The rules give this level no tier'),
  'card.rule': named('规则 {version}', 'rule {version}'),
  'card.sources': named('来源 {names}', 'from {names}'),
  'card.per100': named('{name}（每百网格）', '{name} per 100 grids'),
} as const satisfies Record<string, Named>

export type CardWord = keyof typeof CARD_WORDS | Word
export const sayCardIn = speakerOf(CARD_WORDS)
