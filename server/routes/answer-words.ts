import type { AskedKey } from './answer-sheet.ts'

interface AnswerWords {
  readonly intro: string
  readonly heads: readonly string[]
  readonly what: Readonly<Record<AskedKey, string>>
  readonly never: string
  readonly method: string
  days(n: number): string
}

/** The page that answers a resident. PR13 */
export const ANSWER_TITLES = { zh: '关于这个地址，系统里保存了什么', en: 'What is held about this address' } as const

export const NEVER_HELD = {
  zh: '姓名、电话、身份证号、车牌、人脸、行踪、户内成员、健康信息：没有可以填写的字段，疑似内容在入口拒收，不保存。所以不能、也没有按人查询。',
  en: 'Names, phone numbers, identity numbers, number plates, faces, movements, members of a household, health: there is no field for them, and what looks like them is refused at the door and not kept. Nothing can be asked by person.',
} as const

export const ANSWER_WORDS: Readonly<Record<'zh' | 'en', AnswerWords>> = {
  zh: {
    intro: '按地方回答，不按人回答。涉及人的事项只保存到下表所列的范围，数目太小的不显示。',
    heads: ['内容', '保存到的范围', '现在的数', '明细保存'],
    what: {
      'cases.open': '在办的部件和事件案卷（路灯、井盖、占道等）',
      'events.day': '今日网格事件',
      'checks.done': '本轮巡查（走访）已完成数：只记地方查没查，不记见了谁',
      'p.events.month': '本月涉及人的服务与求助',
      'x.events.month': '本月敏感事项：只按街道、按已结束的日子',
    },
    never: '没有保存的',
    method: '怎样对待个人信息',
    days: (n) => `至多 ${n} 天`,
  },
  en: {
    intro:
      'By place, never by person. What concerns persons is held no finer than the area in the table, and small numbers are not shown.',
    heads: ['What', 'Held down to', 'Now', 'Detail kept'],
    what: {
      'cases.open': 'Open cases about things (lamps, covers, obstructions …)',
      'events.day': 'Grid events today',
      'checks.done': 'Visits of this round done: whether a place was visited, not who was met',
      'p.events.month': 'Services and requests that concern persons, this month',
      'x.events.month': 'Sensitive matters this month: by street and by days that are over',
    },
    never: 'Not held',
    method: 'How personal data is treated',
    days: (n) => `${n} days at most`,
  },
}
