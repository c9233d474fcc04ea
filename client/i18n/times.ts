import type { Lang } from '../../shared/protocol/messages.ts'

/** Clock and calendar of one city, in its own time zone whatever the machine's is. */
export interface CityTime {
  /** 14:26:08 */
  clock(ms: number): string
  /** 14:26 */
  minute(ms: number): string
  /** 2026年11月22日 星期日 */
  day(ms: number): string
  /** 11-22 14:26:08 */
  stamp(ms: number): string
}

const made = new Map<string, CityTime>()

function make(lang: Lang, timeZone: string): CityTime {
  const locale = lang === 'zh' ? 'zh-CN' : 'en-GB'
  const format = (options: Intl.DateTimeFormatOptions, place = locale) =>
    new Intl.DateTimeFormat(place, { timeZone, hourCycle: 'h23', ...options })
  const clock = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }, 'en-GB')
  const minute = format({ hour: '2-digit', minute: '2-digit' }, 'en-GB')
  const day = format({ year: 'numeric', month: 'long', day: 'numeric', weekday: lang === 'zh' ? 'long' : 'short' })
  const date = format({ month: '2-digit', day: '2-digit' }, 'en-US')
  return {
    clock: (ms) => clock.format(ms),
    minute: (ms) => minute.format(ms),
    day: (ms) => day.format(ms).replace(/日(?=星期)/, '日 '),
    stamp: (ms) => `${date.format(ms).replace('/', '-')} ${clock.format(ms)}`,
  }
}

/** Formats of a language and an IANA time zone; made once. */
export function cityTime(lang: Lang, timeZone: string): CityTime {
  const key = `${lang} ${timeZone}`
  const known = made.get(key) ?? make(lang, timeZone)
  made.set(key, known)
  return known
}
