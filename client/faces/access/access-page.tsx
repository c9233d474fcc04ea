import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { Lang } from '../../../shared/protocol/messages.ts'
import { sayIn } from '../../i18n/words.ts'
import './access.css'
import { send } from './access-calls.ts'
import { AdminPage } from './admin-page.tsx'
import { EnrolPage } from './enrol-page.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { LangContext, useWords } from './words.ts'

/** Pages that are no wall, by the last word of the address. */
export const ACCESS_PAGES = ['sign-in', 'admin', 'fleet', 'enrol'] as const
export type AccessPageName = (typeof ACCESS_PAGES)[number]

const asksEnglish = () => new URLSearchParams(window.location.search).get('lang') === 'en'

function Head({ page, lang, turn }: { readonly page: AccessPageName; readonly lang: Lang; readonly turn: () => void }) {
  const say = useWords()
  return (
    <header>
      <h1>{say('product')}</h1>
      {(page === 'admin' || page === 'fleet') && (
        <>
          <a href={page === 'admin' ? `fleet${lang === 'en' ? '?lang=en' : ''}` : `admin${lang === 'en' ? '?lang=en' : ''}`}>
            {say(page === 'admin' ? 'fleet' : 'admin')}
          </a>
          <a href={`./${lang === 'en' ? '?lang=en' : ''}`}>{say('wall')}</a>
          <button type="button" onClick={() => void send('sign-out').then(() => window.location.replace('sign-in'))}>
            {say('signOut')}
          </button>
        </>
      )}
      <button type="button" lang={lang === 'zh' ? 'en' : 'zh-CN'} onClick={turn}>
        {sayIn(lang)('lang')}
      </button>
    </header>
  )
}

function Page({ page }: { readonly page: AccessPageName }) {
  const [lang, setLang] = useState<Lang>(asksEnglish() ? 'en' : 'zh')
  const turn = () => {
    const next = lang === 'zh' ? 'en' : 'zh'
    const address = new URL(window.location.href)
    address.searchParams.set('lang', next)
    window.history.replaceState(null, '', address)
    document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
    setLang(next)
  }
  return (
    <LangContext value={lang}>
      <div className={`access is-${page}`}>
        <Head page={page} lang={lang} turn={turn} />
        <main>{page === 'sign-in' ? <SignInPage /> : page === 'enrol' ? <EnrolPage /> : <AdminPage page={page} />}</main>
      </div>
    </LangContext>
  )
}

/** Shows a page that is no wall: no line is opened and no figure asked for. */
export function showAccessPage(page: AccessPageName, root: HTMLElement): void {
  document.documentElement.lang = asksEnglish() ? 'en' : 'zh-CN'
  createRoot(root).render(<Page page={page} />)
}
