import { useState } from 'react'
import { LONGEST_REASON } from '../../../shared/domain/threshold-act.ts'
import type { DimensionTile, DimensionUse } from '../../../shared/protocol/source-board.ts'
import { nameIn } from '../../i18n/words.ts'
import { postAct } from '../../state/post-act.ts'
import { useLang } from '../../state/wall-store.ts'
import { useBoardWords, useStamp } from './board-words-in.ts'

interface UseLinesProps {
  readonly tile: DimensionTile
  /** Whether who looks may approve or withdraw. */
  readonly mayApprove: boolean
}

/** What a dimension would be used for beside its own figure where its source's authorisation does not say so. PR14 */
export function UseLines({ tile: { code, uses }, mayApprove }: UseLinesProps) {
  return uses
    .filter(({ state }) => state !== 'covered')
    .map((use) => <UseLine key={use.layer} dimension={code} use={use} mayApprove={mayApprove} />)
}

interface UseLineProps {
  readonly dimension: string
  readonly use: DimensionUse
  readonly mayApprove: boolean
}

function UseLine({ dimension, use: told, mayApprove }: UseLineProps) {
  const lang = useLang()
  const board = useBoardWords()
  const stamp = useStamp()
  const [own, setOwn] = useState<DimensionUse>()
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState('')
  const use = own !== undefined && (told.decided?.at ?? '') < (own.decided?.at ?? '') ? own : told
  const { layer, state, decided, rules } = use
  const approved = state === 'approved'
  const decide = async () => {
    const sent = await postAct<DimensionUse>('api/v1/dimension-uses', { dimension, layer, approved: !approved, reason })
    setFault(sent.done ? '' : sent.why)
    if (!sent.done) return
    setOwn(sent.answer)
    setReason('')
  }
  const by = decided && { post: nameIn(lang, decided.postName), time: stamp(decided.at), reason: decided.reason }
  const list = rules.map((rule) => nameIn(lang, rule)).join(lang === 'zh' ? '、' : ', ')
  return (
    <form
      className="use-line"
      data-use={state}
      data-layer={layer}
      role="status"
      onSubmit={(submit) => (submit.preventDefault(), void decide())}
    >
      <span>
        {board(`use.${layer}`)} · {approved && by ? board('use.approved', by) : board('use.waiting', { rules: list })}
      </span>
      {mayApprove && (
        <>
          <input
            value={reason}
            maxLength={LONGEST_REASON}
            placeholder={board('use.reason')}
            aria-label={board('use.reason')}
            onChange={({ target }) => setReason(target.value)}
          />
          <button type="submit" disabled={reason.trim() === ''}>
            {board(approved ? 'use.withdraw' : 'use.approve')}
          </button>
        </>
      )}
      {fault !== '' && <span role="alert">{fault}</span>}
    </form>
  )
}
