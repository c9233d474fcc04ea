import type { Lang } from '../../shared/protocol/messages.ts'

interface LunarName {
  readonly month: number
  readonly leap: boolean
  readonly day: number
}

const MONTHS = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊']
const ONES = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
const TENS = ['初', '十', '廿']

function dayInChinese(day: number): string {
  if (day % 10 === 0 && day > 10) return `${ONES[day / 10 - 1]}十`
  return `${TENS[Math.floor((day - 1) / 10)]}${ONES[(day - 1) % 10]}`
}

/** A day of the lunar year as each language writes it: 闰六月初八; 6 (leap)/8. */
export function lunarText(lang: Lang, { month, leap, day }: LunarName): string {
  if (lang === 'zh') return `${leap ? '闰' : ''}${MONTHS[month - 1] ?? month}月${dayInChinese(day)}`
  return `${month}${leap ? ' (leap)' : ''}/${day}`
}
