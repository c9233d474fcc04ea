import { useState } from 'react'
import type { ConfirmedList } from '../../../shared/protocol/briefing-room.ts'
import { CONFIRM_WORDS } from '../../i18n/confirm-words.ts'
import { fillPlaces, nameIn, type Fill, type Named } from '../../i18n/words.ts'
import { deskPost, remember } from '../../state/desk-memory.ts'
import { postAct } from '../../state/post-act.ts'
import type { FigureView } from '../../state/read-figure.ts'
import { useTold } from '../../state/use-told.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { Confirmed } from '../confirmed.tsx'

const NO_POSTS: readonly { readonly code: string; readonly name: Named }[] = []

/** A post stands by the figure as it is published now; where the desk knows posts. BR5 */
export function ConfirmLine({ node, of }: { readonly node: string; readonly of: FigureView }) {
  const lang = useLang()
  const words = (word: keyof typeof CONFIRM_WORDS, fill: Fill = {}) => fillPlaces(nameIn(lang, CONFIRM_WORDS[word]), fill)
  const posts = usePanel((read) => read.alarms?.rules.posts ?? NO_POSTS)
  const [asked, ask] = useState<string>()
  const [fault, setFault] = useState('')
  const [held, again] = useTold<ConfirmedList>(`api/v1/confirmed?node=${encodeURIComponent(node)}`)
  const by = (held.state === 'loading' ? undefined : held.value)?.figures.find(({ key }) => key === of.key)
  const post = asked ?? deskPost(posts)
  const confirm = async () => {
    const sent = await postAct('api/v1/confirmed', { node, key: of.key, post })
    setFault(sent.done ? '' : sent.why)
    again()
  }
  return (
    <div className="explain-line confirm-line">
      <dt>{words('title')}</dt>
      <dd>
        {by === undefined ? words('live') : <Confirmed of={of} by={by} />}
        {posts.length > 0 && of.v !== null && (
          <>
            <select
              aria-label={words('post')}
              value={post}
              onChange={({ target }) => (remember('post', target.value), ask(target.value))}
            >
              {posts.map(({ code, name }) => (
                <option key={code} value={code}>
                  {nameIn(lang, name)}
                </option>
              ))}
            </select>
            <button type="button" onClick={() => void confirm()}>
              {words('confirm')}
            </button>
          </>
        )}
        {fault !== '' && <span role="alert">{words('failed', { why: fault })}</span>}
      </dd>
    </div>
  )
}
