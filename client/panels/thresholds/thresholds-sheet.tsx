import { useState } from 'react'
import type { ThresholdList, ToldEdit } from '../../../shared/protocol/threshold-list.ts'
import { nameIn } from '../../i18n/words.ts'
import { deskPost, remember } from '../../state/desk-memory.ts'
import { postAct } from '../../state/post-act.ts'
import { useTold } from '../../state/use-told.ts'
import { PostChoice } from '../post-choice.tsx'
import { Sheet } from '../sheet.tsx'
import { ProposalForm } from './proposal-form.tsx'
import './thresholds.css'
import { useThresholdWords } from './threshold-words-in.ts'

/** The cuts of the alarm rules: proposed here, in force once a second person says so. AL14 AL15 */
export function ThresholdsSheet() {
  const { words } = useThresholdWords()
  const [held, again] = useTold<ThresholdList>('api/v1/thresholds')
  const list = held.state === 'loading' ? undefined : held.value
  return (
    <Sheet id="thresholds" title={words('title')} {...(list ? { note: words('note', { v: list.version }) } : {})}>
      {held.state === 'loading' && <p className="quiet">{words('loading')}</p>}
      {held.state === 'failed' && (
        <p className="quiet" role="alert">
          {words('failed')}
        </p>
      )}
      {list !== undefined && <Thresholds list={list} changed={again} />}
    </Sheet>
  )
}

function Thresholds({ list, changed }: { readonly list: ThresholdList; readonly changed: () => void }) {
  const { words } = useThresholdWords()
  const [post, setPost] = useState(() => deskPost(list.posts))
  const [fault, setFault] = useState('')
  const send = async (path: string, body: object) => {
    const sent = await postAct(`api/v1/thresholds${path}`, { ...body, post })
    setFault(sent.done ? '' : sent.why)
    changed()
    return sent.done
  }
  const chosen = (code: string) => (remember('post', code), setPost(code))
  if (list.rules.length === 0) return <p className="quiet">{words('none')}</p>
  return (
    <>
      <PostChoice label={words('post')} posts={list.posts} value={post} choose={chosen} />
      <ProposalForm list={list} send={(body) => send('', body)} />
      {fault !== '' && <p role="alert">{words('failedTo', { why: fault })}</p>}
      <ol className="sheet-scroll threshold-edits" tabIndex={0} aria-live="polite">
        {list.edits.map((edit) => (
          <Edit key={edit.id} of={edit} mayDecide={list.mayDecide} decide={(word) => void send(`/${edit.id}/${word}`, {})} />
        ))}
      </ol>
    </>
  )
}

interface EditProps {
  readonly of: ToldEdit
  readonly mayDecide: boolean
  readonly decide: (word: 'approve' | 'reject') => void
}

function Edit({ of: edit, mayDecide, decide }: EditProps) {
  const { lang, words, turn, stamp } = useThresholdWords()
  const open = edit.state === 'waiting' || edit.state === 'alone'
  return (
    <li data-edit={edit.rule} data-state={edit.state}>
      <span className="number">{stamp(edit.at)}</span>
      <b>{nameIn(lang, edit.postName)}</b>
      <p>
        {nameIn(lang, edit.name)} · {turn(edit.before, edit.cuts)}
        <span className="note">{edit.reason}</span>
      </p>
      <span>
        <EditState edit={edit} />
        {open && edit.own && <span className="note">{words('own')}</span>}
        {open && mayDecide && (
          <span className="act-line">
            {!edit.own && (
              <button type="button" onClick={() => decide('approve')}>
                {words('approve')}
              </button>
            )}
            <button type="button" onClick={() => decide('reject')}>
              {words('reject')}
            </button>
          </span>
        )}
      </span>
    </li>
  )
}

function EditState({ edit: { state, until = '', decided } }: { readonly edit: ToldEdit }) {
  const { lang, words, stamp } = useThresholdWords()
  if (state === 'waiting') return <>{words('waiting')}</>
  if (state === 'alone') return <>{words('inForceAlone', { time: stamp(until) })}</>
  if (state === 'reverted') return <>{words('reverted', { time: stamp(until) })}</>
  return <>{decided && words(state, { post: nameIn(lang, decided.postName), time: stamp(decided.at) })}</>
}
