import { Router } from 'express'
import type { PrivacyLedger } from '../../shared/protocol/privacy-ledger.ts'
import { METHOD_TITLES, METHOD_WORDS } from './method-words.ts'
import { escape, plainPage } from './plain-page.ts'
import { Query, answeringPage } from './query.ts'

/** `GET /method`: for residents, printable, without scripts; `lang=en` in English. PR12 */
export function methodRoute(ledger: () => PrivacyLedger): Router {
  const router = Router()
  router.get(
    '/method',
    answeringPage((request) => {
      const lang = new Query(request, ['lang']).text('lang') === 'en' ? 'en' : 'zh'
      const told = ledger()
      const chapters = METHOD_WORDS[lang](told).map(
        ({ title, lines }) => `<h2>${escape(title)}</h2>\n${lines.map((line) => `<p>${escape(line)}</p>`).join('\n')}`,
      )
      const other = lang === 'zh' ? '<a href="method?lang=en" lang="en">English</a>' : '<a href="method" lang="zh-CN">中文</a>'
      const body = `${chapters.join('\n')}\n<p><small>${escape(told.asOf)} · ${other}</small></p>`
      return plainPage({ lang, title: METHOD_TITLES[lang], body })
    }),
  )
  return router
}
