import type { ThresholdList } from '../../../shared/protocol/threshold-list.ts'
import { nameIn } from '../../i18n/words.ts'
import { useTold } from '../../state/use-told.ts'
import { useStores } from '../../state/wall-store.ts'
import './thresholds.css'
import { useThresholdWords } from './threshold-words-in.ts'

/** A cut that waits for its second person, loud where it is in force already: over the map of every desk; opens the sheet. AL15 */
export function ThresholdRibbon() {
  const { lang, words, turn, stamp } = useThresholdWords()
  const { view } = useStores()
  const [held] = useTold<ThresholdList>('api/v1/thresholds')
  const edits = (held.state === 'loading' ? undefined : held.value)?.edits ?? []
  const open = edits.find(({ state }) => state === 'alone') ?? edits.find(({ state }) => state === 'waiting')
  if (open === undefined) return null
  const { state, name, before, cuts, until = '' } = open
  return (
    <button
      type="button"
      className="threshold-ribbon"
      data-state={state}
      aria-live="assertive"
      onClick={() => view.act.openRule(open.rule)}
    >
      <b>{words(state === 'alone' ? 'ribbon' : 'ribbonWaits')}</b>
      <span>{nameIn(lang, name)}</span>
      <span className="number">{turn(before, cuts)}</span>
      {state === 'alone' && <span>{words('inForceAlone', { time: stamp(until) })}</span>}
    </button>
  )
}
