import type { ValueState } from '../../shared/figures/value-state.ts'
import { ageText, numberText } from '../i18n/numbers.ts'
import { sayIn, type Say } from '../i18n/words.ts'
import { SHOWN_FROM, type FigureView } from '../state/read-figure.ts'
import { useLang, usePanel, type PanelRead } from '../state/wall-store.ts'

/** Marks of the states that come without a number; every state differs from the others by shape, not by hue. SC8 */
const MARK: Partial<Record<ValueState, string>> = { none: '–', forbidden: '⊘', off: '○' }

/** What stands in a figure's place: its number, or the mark of why there is none. */
export function figureText({ v, state, shape, decimals, cls }: FigureView): string {
  if (state === 'suppressed') return `‹${SHOWN_FROM[cls] || 5}`
  return v === null ? (MARK[state] ?? '–') : numberText(v, shape, decimals)
}

/** The state in words, with the age of what is held. */
export function stateWords(figure: FigureView, clockMs: number, say: Say): string {
  if (figure.state === 'suppressed') return say('state.suppressed', { k: SHOWN_FROM[figure.cls] || 5 })
  const words = say(`state.${figure.state}`)
  return figure.heldAt === 0 ? words : `${words} ${ageText((clockMs - figure.heldAt) / 1000, say)}`
}

const clockOf = (read: PanelRead): number => read.link.clock * 1000

interface FigureProps {
  readonly of: FigureView
  /** Small grey unit behind the number; rates bring their own. */
  readonly unit?: string
}

/** One published figure: tabular number, its unit, and the mark, words and age of its state. */
export function Figure({ of, unit }: FigureProps) {
  const say = sayIn(useLang())
  const aged = of.heldAt !== 0
  const behind = of.v === null ? undefined : of.shape === 'rate' ? '%' : unit
  return (
    <span className={`figure is-${of.state}`} data-key={of.key} data-state={of.state}>
      {of.state === 'late' && <i className="half-dot" aria-hidden="true" />}
      <span className="figure-v">{figureText(of)}</span>
      {behind !== undefined && behind !== '' && <span className="figure-unit">{behind}</span>}
      {aged && <Age of={of} />}
      {of.state !== 'live' && !aged && <span className="unseen">{stateWords(of, 0, say)}</span>}
    </span>
  )
}

function Age({ of }: FigureProps) {
  const say = sayIn(useLang())
  const clock = usePanel(clockOf)
  return <span className="figure-age">{ageText((clock - of.heldAt) / 1000, say)}</span>
}
