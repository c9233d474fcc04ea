import { useState } from 'react'
import { LONGEST_REASON } from '../../../shared/domain/threshold-act.ts'
import type { ThresholdList } from '../../../shared/protocol/threshold-list.ts'
import { nameIn } from '../../i18n/words.ts'
import { usePanel } from '../../state/wall-store.ts'
import { useThresholdWords } from './threshold-words-in.ts'

interface ProposalFormProps {
  readonly list: ThresholdList
  /** Sends a proposal; whether it was taken. */
  readonly send: (body: object) => Promise<boolean>
}

/** Other cuts for one rule, with the reason; by night also at once. */
export function ProposalForm({ list: { rules, alone }, send }: ProposalFormProps) {
  const { lang, words, cut } = useThresholdWords()
  const asked = usePanel((read) => read.view.ruleId)
  const [id, setId] = useState(asked)
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({})
  const [reason, setReason] = useState('')
  const rule = rules.find((one) => one.id === id) ?? rules[0]
  if (rule === undefined) return null
  const cuts = Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text.trim() === '' || !(name in rule.cuts) ? [] : [[name, Number(text)]])),
  )
  const propose = async (atOnce: boolean) => {
    const done = await send({ rule: rule.id, cuts, reason, ...(atOnce ? { alone: true } : {}) })
    if (done) setTexts({})
    if (done) setReason('')
  }
  const ready = Object.keys(cuts).length > 0 && reason.trim() !== ''
  return (
    <form className="act-line threshold-form" onSubmit={(submit) => (submit.preventDefault(), void propose(false))}>
      <select value={rule.id} aria-label={words('rule')} onChange={({ target }) => (setId(target.value), setTexts({}))}>
        {rules.map((one) => (
          <option key={one.id} value={one.id}>
            {nameIn(lang, one.name)}
          </option>
        ))}
      </select>
      {Object.entries(rule.cuts).map(([name, value]) => (
        <label key={name} title={words('fromPack', { v: rule.pack[name] ?? '' })}>
          <span className="note">{cut(name)}</span>
          <input
            type="number"
            step="any"
            name={name}
            placeholder={String(value)}
            value={texts[name] ?? ''}
            onChange={({ target }) => setTexts({ ...texts, [name]: target.value })}
          />
        </label>
      ))}
      <input
        className="threshold-reason"
        value={reason}
        maxLength={LONGEST_REASON}
        placeholder={words('reason')}
        aria-label={words('reason')}
        onChange={({ target }) => setReason(target.value)}
      />
      <button type="submit" disabled={!ready}>
        {words('propose')}
      </button>
      {alone?.now === true && (
        <button type="button" className="is-loud" disabled={!ready} onClick={() => void propose(true)}>
          {words('alone', { n: alone.minutes })}
        </button>
      )}
    </form>
  )
}
