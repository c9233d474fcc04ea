import { useState } from 'react'
import type { HandoverAnswer, ToldHandover } from '../../../shared/protocol/shift-log.ts'
import { nameIn } from '../../i18n/words.ts'
import { deskPost, remember } from '../../state/desk-memory.ts'
import { postAct } from '../../state/post-act.ts'
import { useTold } from '../../state/use-told.ts'
import { usePanel } from '../../state/wall-store.ts'
import { Sheet } from '../sheet.tsx'
import { HandoverBody } from './handover-body.tsx'
import { PostChoice } from '../post-choice.tsx'
import './shift.css'
import { useShiftWords } from './shift-words-in.ts'

/** The handover of a shift: one generated sheet, signed by the side that gives and by the side that takes. SH3 SH4 */
export function HandoverSheetPanel() {
  const { words } = useShiftWords()
  const posts = usePanel((read) => read.alarms?.rules.posts ?? [])
  const [asked, ask] = useState<string>()
  const post = asked ?? deskPost(posts)
  const [held, again] = useTold<HandoverAnswer>(`api/v1/shift/handover${post === '' ? '' : `?post=${encodeURIComponent(post)}`}`)
  const answer = held.state === 'loading' ? undefined : held.value
  return (
    <Sheet id="handover" title={words('handover')}>
      {answer === undefined && <p className="quiet">{words(held.state === 'failed' ? 'failed' : 'loading')}</p>}
      {answer !== undefined && (
        <Handover answer={answer} post={post} choose={(code) => (remember('post', code), ask(code))} again={again} />
      )}
    </Sheet>
  )
}

interface HandoverProps {
  readonly answer: HandoverAnswer
  readonly post: string
  readonly choose: (code: string) => void
  readonly again: () => void
}

function Handover({ answer, post, choose, again }: HandoverProps) {
  const { words } = useShiftWords()
  const waiting = answer.begun.find(({ taken }) => taken === undefined)
  const [chosen, setChosen] = useState<string>()
  const [fault, setFault] = useState('')
  const shown = answer.begun.find(({ id }) => id === (chosen ?? waiting?.id))
  const sign = async (body: object) => {
    const sent = await postAct<ToldHandover>('api/v1/shift/handover', body)
    setFault(sent.done ? '' : sent.why)
    if (sent.done) setChosen(sent.answer.id)
    again()
  }
  return (
    <>
      <div className="table-tools handover-tools">
        <PostChoice
          label={words(shown?.taken === undefined && shown ? 'taking' : 'giving')}
          posts={answer.posts}
          value={post}
          choose={choose}
        />
        {shown === undefined && (
          <button type="button" className="sign" onClick={() => void sign({ side: 'gives', post })}>
            {words('give')}
          </button>
        )}
        {shown !== undefined && shown.taken === undefined && (
          <button
            type="button"
            className="sign"
            onClick={() => void sign({ side: 'takes', post, id: shown.id, digest: shown.digest })}
          >
            {words('take')}
          </button>
        )}
        <button type="button" onClick={() => window.print()}>
          {words('print')}
        </button>
        <Earlier begun={answer.begun} shown={shown?.id} show={setChosen} />
        {fault !== '' && <span role="alert">{words('notSigned', { why: fault })}</span>}
      </div>
      <Signatures of={shown} />
      <HandoverBody sheet={shown?.sheet ?? answer.sheet} />
    </>
  )
}

/** Which sheet is read: the one of this moment, or one that was signed. */
function Earlier({
  begun,
  shown,
  show,
}: {
  readonly begun: HandoverAnswer['begun']
  readonly shown: string | undefined
  readonly show: (id: string) => void
}) {
  const { lang, words, stamp } = useShiftWords()
  if (begun.length === 0) return null
  return (
    <label className="post-choice">
      <span className="note">{words('earlier')}</span>
      <select value={shown ?? ''} onChange={({ target }) => show(target.value)}>
        <option value="">{words('now')}</option>
        {begun.map(({ id, given, taken }) => (
          <option key={id} value={id}>
            {[stamp(given.at), nameIn(lang, given.postName), taken ? '✓' : words('waitsFor')].join(' · ')}
          </option>
        ))}
      </select>
    </label>
  )
}

function Signatures({ of }: { readonly of: ToldHandover | undefined }) {
  const { lang, words, stamp } = useShiftWords()
  if (of === undefined)
    return (
      <p className="note handover-signs">
        <b>{words('live')}</b> {words('passes')}
      </p>
    )
  const { given, taken, digest, sheet } = of
  return (
    <p className="note handover-signs" data-handover={of.id} data-signed={taken !== undefined}>
      <b>{words('givenBy', { post: nameIn(lang, given.postName), time: stamp(given.at) })}</b>
      <b>{taken ? words('takenBy', { post: nameIn(lang, taken.postName), time: stamp(taken.at) }) : words('waitsFor')}</b>
      <span className="number">{words('digest', { digest: digest.slice(0, 16), seq: sheet.seq })}</span>
    </p>
  )
}
