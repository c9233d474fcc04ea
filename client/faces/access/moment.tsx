import { use } from 'react'
import { LangContext, TimezoneContext } from './words.ts'

/** A time to the second in the city's zone, whatever the browser's is. */
export function Moment({ at }: { readonly at: string }) {
  const lang = use(LangContext)
  const timeZone = use(TimezoneContext)
  const written = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone,
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at))
  return (
    <time dateTime={at} className="number">
      {written}
    </time>
  )
}
