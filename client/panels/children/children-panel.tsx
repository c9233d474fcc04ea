import { useRef } from 'react'
import { nameIn, sayIn } from '../../i18n/words.ts'
import { useLang, usePanel, useStores } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { Panel } from '../panel.tsx'
import { TierMark } from '../tier-mark.tsx'
import { useRowsThatFit } from '../use-rows-that-fit.ts'
import { childRows, type ChildRow } from './children-figures.ts'

export function ChildrenPanel() {
  const say = sayIn(useLang())
  const { view } = useStores()
  const { rows, mayRank, hovered } = usePanel(childRows)
  const ranking = usePanel((read) => read.view.ranking)
  const body = useRef<HTMLDivElement>(null)
  const fit = useRowsThatFit(body, rows.length)
  const at = Math.max(0, rows.findIndex((row) => row.code === hovered) - fit + 1)
  const shown = rows.slice(at, at + fit)
  const word = ranking && mayRank ? say('children.byOpen') : say('children.byCode')
  const order = mayRank ? (
    <button className="switch" type="button" aria-pressed={ranking} onClick={() => view.act.rank(!ranking)}>
      {`${say('children.rank')}: ${word}`}
    </button>
  ) : (
    word
  )
  return (
    <Panel id="children" title="children.title" note={order}>
      {rows.length === 0 ? (
        <p className="quiet">{say('children.none')}</p>
      ) : (
        <div className="children">
          <div className="children-row children-head" aria-hidden="true">
            <span />
            <span />
            <span>{say('children.open')}</span>
            <span>{say('children.overdue')}</span>
            <span>{say('children.onTime')}</span>
          </div>
          <div className="fit" ref={body}>
            {shown.map((row) => (
              <Child key={row.code} row={row} marked={row.code === hovered} />
            ))}
          </div>
          {rows.length > shown.length && (
            <div className="more note">{say('children.more', { n: rows.length - shown.length })}</div>
          )}
        </div>
      )}
    </Panel>
  )
}

function Child({ row, marked }: { readonly row: ChildRow; readonly marked: boolean }) {
  const lang = useLang()
  const { view } = useStores()
  const { tier, open, overdue, onTime } = row.figures
  return (
    <button
      type="button"
      className="children-row"
      data-code={row.code}
      data-marked={marked}
      onClick={() => view.act.select(row.code)}
      onPointerEnter={() => view.act.hover(row.code)}
      onPointerLeave={() => view.act.hover('')}
    >
      <TierMark tier={tier.v} />
      <span className="name">{nameIn(lang, row.name)}</span>
      <Figure of={open} />
      <Figure of={overdue} />
      <Figure of={onTime} />
    </button>
  )
}
