import { useState } from 'react'
import { nameIn } from '../../i18n/words.ts'
import type { AlarmAct, AlarmCardFacts, AlarmQueue } from '../../state/alarm-queue.ts'
import { deskPost, remember } from '../../state/desk-memory.ts'
import { useLang, useStores } from '../../state/wall-store.ts'
import { sayAlarm } from './say-alarm.ts'

const LONGEST_COMMENT = 200
const SHELVED_MINUTES = 30
/** Kinds of rules that have a threshold to change. */
const HAS_CUTS = new Set(['cluster', 'reading', 'silent-source', 'coverage', 'coupling'])

interface AlarmFormProps {
  readonly card: AlarmCardFacts
  readonly posts: AlarmQueue['rules']['posts']
  readonly act: (
    card: AlarmCardFacts,
    action: AlarmAct,
    words: { post: string; comment: string; minutes?: number },
  ) => Promise<boolean>
  readonly dispatch: (card: AlarmCardFacts) => void
  readonly close: () => void
}

/** Acts on the marked card with a comment and the owner's post. Levels one and two cannot be shelved. AL4 */
export function AlarmForm({ card, posts, act, dispatch, close }: AlarmFormProps) {
  const lang = useLang()
  const say = sayAlarm(lang)
  const { view } = useStores()
  const [comment, setComment] = useState('')
  const [post, setPost] = useState(() => deskPost(posts))
  const send = (action: AlarmAct) =>
    void act(card, action, { post, comment, ...(action === 'shelve' ? { minutes: SHELVED_MINUTES } : {}) }).then(
      (done) => done && close(),
    )
  return (
    <form
      className="alarm-form"
      onSubmit={(submit) => {
        submit.preventDefault()
        send('ack')
      }}
    >
      <input
        value={comment}
        maxLength={LONGEST_COMMENT}
        placeholder={say('comment')}
        aria-label={say('comment')}
        onChange={(change) => setComment(change.target.value)}
      />
      <div>
        <select
          value={post}
          aria-label={say('post')}
          onChange={({ target }) => (remember('post', target.value), setPost(target.value))}
        >
          {posts.map(({ code, name }) => (
            <option key={code} value={code}>
              {nameIn(lang, name)}
            </option>
          ))}
        </select>
        <button type="submit" className="alarm-do">
          {say('ack')}
        </button>
        <button type="button" className="alarm-do is-quiet" aria-keyshortcuts="d" onClick={() => dispatch(card)}>
          {say('dispatch')}
        </button>
        {card.level > 2 && (
          <button type="button" className="alarm-do is-quiet" onClick={() => send('shelve')}>
            {say('shelve')}
          </button>
        )}
        {HAS_CUTS.has(card.first.kind ?? '') && (
          <button type="button" className="alarm-do is-quiet" onClick={() => view.act.openRule(card.first.rule ?? '')}>
            {say('threshold')}
          </button>
        )}
        <button type="button" className="alarm-do is-quiet" onClick={() => send('clear')}>
          {say('clear')}
        </button>
      </div>
    </form>
  )
}
