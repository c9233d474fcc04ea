import { useState } from 'react'
import { ACT_NEEDS, type CaseAction } from '../../../shared/domain/case-act.ts'
import type { CaseSheetAnswer } from '../../../shared/protocol/case-list.ts'
import type { Lang } from '../../../shared/protocol/messages.ts'
import { nameIn, type Named } from '../../i18n/words.ts'
import { deskPost, remember } from '../../state/desk-memory.ts'
import { postAct } from '../../state/post-act.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { actBody, actsOn, EXTENSIONS, type ActFields } from './act-fields.ts'
import { caseWordsIn } from './case-times.ts'

const LONGEST_COMMENT = 200
/** What a case is mostly asked for. */
const USUAL: CaseAction = 'reassign'

interface ChoiceProps<T extends string | number> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly words: string }[]
  readonly choose: (value: T) => void
}

function Choice<T extends string | number>({ label, value, options, choose }: ChoiceProps<T>) {
  return (
    <label>
      <span className="note">{label}</span>
      <select value={value} onChange={({ target }) => choose(options[target.selectedIndex]?.value ?? value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </label>
  )
}

type Coded = readonly { readonly code: string; readonly name: Named }[]
const NONE: Coded = []

const namedIn = (lang: Lang) => (of: Coded) => of.map(({ code, name }) => ({ value: code, words: nameIn(lang, name) }))

interface NeededProps {
  readonly fields: ActFields
  readonly lists: Readonly<Record<'unit' | 'reason', Coded>>
  readonly fill: (change: Partial<ActFields>) => void
}

/** The one thing that the chosen act cannot be asked for without. */
function Needed({ fields, lists, fill }: NeededProps) {
  const lang = useLang()
  const words = caseWordsIn(lang)
  const named = namedIn(lang)
  switch (ACT_NEEDS[fields.action]) {
    case 'unit':
      return <Choice label={words('toUnit')} value={fields.unit} options={named(lists.unit)} choose={(unit) => fill({ unit })} />
    case 'reason':
      return (
        <Choice
          label={words('because')}
          value={fields.reason}
          options={named(lists.reason)}
          choose={(reason) => fill({ reason })}
        />
      )
    case 'dueAt': {
      const options = EXTENSIONS.map((n) => ({
        value: n,
        words: n < 24 ? words('byHours', { n }) : words('byDays', { n: n / 24 }),
      }))
      return <Choice<number> label={words('by')} value={fields.hours} options={options} choose={(hours) => fill({ hours })} />
    }
    case undefined:
      return null
  }
}

/** Asks the system of record for one act: what it needs and nothing else. A sent act is never undone, only followed by another. OB1 */
export function ActForm({ found }: { readonly found: CaseSheetAnswer }) {
  const lang = useLang()
  const words = caseWordsIn(lang)
  const lists = usePanel(({ city, alarms }) => ({
    unit: city?.units ?? NONE,
    reason: city?.reasons ?? NONE,
    post: alarms?.rules.posts ?? NONE,
  }))
  const acts = actsOn(found)
  const [given, fill] = useState<Partial<ActFields>>({})
  const [fault, setFault] = useState('')
  const action = acts.find((known) => known === (given.action ?? USUAL)) ?? acts[0] ?? 'reopen'
  const first = (of: Coded) => of[0]?.code ?? ''
  const fields: ActFields = {
    post: deskPost(lists.post),
    comment: '',
    unit: first(lists.unit),
    reason: first(lists.reason),
    hours: EXTENSIONS[0],
    ...given,
    action,
  }
  const named = namedIn(lang)
  const send = async () => {
    const sent = await postAct(`api/v1/cases/${encodeURIComponent(found.id)}/acts`, actBody(fields, found))
    setFault(sent.done ? '' : sent.why)
    if (sent.done) fill({ action, post: fields.post })
  }
  return (
    <form className="act-form" onSubmit={(event) => (event.preventDefault(), void send())}>
      <Choice
        label={words('action')}
        value={action}
        options={acts.map((value) => ({ value, words: words(value) }))}
        choose={(value) => fill({ ...given, action: value })}
      />
      <Needed fields={fields} lists={lists} fill={(change) => fill({ ...given, ...change })} />
      {lists.post.length > 1 && (
        <Choice
          label={words('post')}
          value={fields.post}
          options={named(lists.post)}
          choose={(post) => (remember('post', post), fill({ ...given, post }))}
        />
      )}
      <input
        value={fields.comment}
        maxLength={LONGEST_COMMENT}
        placeholder={words('comment')}
        aria-label={words('comment')}
        onChange={({ target }) => fill({ ...given, comment: target.value })}
      />
      <button type="submit">{words('send')}</button>
      {fault !== '' && <span role="alert">{words('sendFailed', { why: fault })}</span>}
    </form>
  )
}
