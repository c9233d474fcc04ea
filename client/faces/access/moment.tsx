import { use } from 'react'
import { LangContext } from './words.ts'

/** A wall time to the second, in the browser's zone: these pages are no city's clock. */
export function Moment({ at }: { readonly at: string }) {
  const lang = use(LangContext)
  const written = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', {
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
