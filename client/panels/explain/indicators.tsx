import { EXPLAIN_WORDS } from '../../i18n/explain-words.ts'
import { fillPlaces, nameIn } from '../../i18n/words.ts'
import { keyOf } from '../../state/read-figure.ts'
import { useLang, usePanel, useStores } from '../../state/wall-store.ts'
import { figureText } from '../figure.tsx'
import type { Explained, ExplainedIndicator } from './explained.ts'

/** Sources that are named; of more their number is told, and the indicator's own sheet lists them. */
const MOST_NAMED = 2

/** What each indicator of the pair says: its figure, the points it is worth, its weight and its sources; a press opens what stands behind it. IX4 AG7 */
export function Indicators({ told, of }: { readonly told: Explained; readonly of: NonNullable<Explained['pair']> }) {
  const lang = useLang()
  return (['order', 'vitality'] as const).map((side) => (
    <div className="explain-line" key={side}>
      <dt>{nameIn(lang, EXPLAIN_WORDS[side])}</dt>
      <dd>
        {of[side].indicators.map((indicator) => (
          <Indicator key={indicator.key} of={indicator} told={told} />
        ))}
      </dd>
    </div>
  ))
}

function Indicator({ of, told: { node, sources } }: { readonly of: ExplainedIndicator; readonly told: Explained }) {
  const lang = useLang()
  const { view } = useStores()
  const { key, name, v, state, points, weight } = of
  const { shape, decimals, cls } = usePanel(({ focus, wall }) => {
    const reader = focus ?? wall
    const def = reader && keyOf(reader, key)
    return { shape: def?.shape ?? 'real', decimals: def?.decimals ?? 2, cls: def?.cls ?? 'T' }
  })
  const text = figureText({ key, v, state, heldAt: 0, shape, decimals, cls })
  const names = sources.list.filter(({ id }) => of.sources.includes(id)).map((source) => nameIn(lang, source.name))
  const from =
    names.length > MOST_NAMED
      ? fillPlaces(nameIn(lang, EXPLAIN_WORDS.fromMany), { n: names.length })
      : fillPlaces(nameIn(lang, EXPLAIN_WORDS.from), { list: names.join(' ') })
  const worth = { p: points === null ? '–' : points.toFixed(1), w: weight }
  return (
    <p className="note" data-indicator={key}>
      <button type="button" className="figure-behind" data-key={key} onClick={() => view.act.explain(node.code, key)}>
        {nameIn(lang, name)} <b className="number">{shape === 'rate' && v !== null ? `${text}%` : text}</b>
      </button>{' '}
      {fillPlaces(nameIn(lang, EXPLAIN_WORDS.points), worth)} · {from}
    </p>
  )
}
