import { useState } from 'react'
import { LONGEST_NOTE, NOTE_KEPT_DAYS } from '../../../shared/domain/shift-act.ts'
import type { NoteList, ToldNote } from '../../../shared/protocol/shift-log.ts'
import { nameIn, placeName } from '../../i18n/words.ts'
import { deskPost, remember } from '../../state/desk-memory.ts'
import { postAct } from '../../state/post-act.ts'
import { useTold } from '../../state/use-told.ts'
import { usePanel } from '../../state/wall-store.ts'
import { Sheet } from '../sheet.tsx'
import { PostChoice } from '../post-choice.tsx'
import './shift.css'
import { useShiftWords } from './shift-words-in.ts'

/** The shift log: what the desks wrote down, live at every desk. SH1 */
export function NotesSheet() {
  const { words } = useShiftWords()
  const [held, again] = useTold<NoteList>('api/v1/shift/notes')
  const list = held.state === 'loading' ? undefined : held.value
  return (
    <Sheet id="notes" title={words('notes')} note={words('notesNote', { n: list?.keptDays ?? NOTE_KEPT_DAYS })}>
      {list !== undefined && <NoteForm posts={list.posts} written={again} />}
      {held.state === 'loading' && <p className="quiet">{words('loading')}</p>}
      {held.state === 'failed' && (
        <p className="quiet" role="alert">
          {words('failed')}
        </p>
      )}
      {list?.notes.length === 0 && <p className="quiet">{words('noNotes')}</p>}
      <ol className="sheet-scroll shift-notes" tabIndex={0} aria-live="polite">
        {list?.notes.map((note) => (
          <Note key={note.seq} of={note} />
        ))}
      </ol>
    </Sheet>
  )
}

function Note({ of: { seq, at, postName, place, node, text } }: { readonly of: ToldNote }) {
  const { lang, words, stamp } = useShiftWords()
  const root = usePanel((read) => read.city?.code)
  return (
    <li data-note={seq}>
      <span className="number">{stamp(at)}</span>
      <b>{nameIn(lang, postName)}</b>
      <p>{text}</p>
      <span className="note">{node === root ? '' : words('about', { place: placeName(lang, place) })}</span>
    </li>
  )
}

function NoteForm({ posts, written }: { readonly posts: NoteList['posts']; readonly written: () => void }) {
  const { lang, words } = useShiftWords()
  const [text, setText] = useState('')
  const [post, setPost] = useState(() => deskPost(posts))
  const [fault, setFault] = useState('')
  const [node, root] = usePanel(({ view, city }) => [view.node, city?.code] as const)
  const place = usePanel((read) => read.focus?.nodes[0])
  const send = async () => {
    const sent = await postAct('api/v1/shift/notes', { text, post, ...(node === '' ? {} : { node }) })
    setFault(sent.done ? '' : sent.why)
    if (!sent.done) return
    setText('')
    written()
  }
  return (
    <form className="act-line" onSubmit={(submit) => (submit.preventDefault(), void send())}>
      <input
        value={text}
        maxLength={LONGEST_NOTE}
        autoFocus
        placeholder={words('write')}
        aria-label={words('write')}
        onChange={({ target }) => setText(target.value)}
      />
      <PostChoice label={words('post')} posts={posts} value={post} choose={(code) => (remember('post', code), setPost(code))} />
      <button type="submit" disabled={text.trim() === ''}>
        {words('add')}
      </button>
      {node !== root && place !== undefined && <span className="note">{words('about', { place: placeName(lang, place) })}</span>}
      {fault !== '' && <span role="alert">{words('notAdded', { why: fault })}</span>}
    </form>
  )
}
