import { placeName, sayIn } from '../../i18n/words.ts'
import { useLang, usePanel, useStores } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { Panel } from '../panel.tsx'
import { PagedRows } from '../paged-rows.tsx'
import { TierMark } from '../tier-mark.tsx'
import { childRows, type ChildRow } from './children-figures.ts'

export function ChildrenPanel() {
  const say = sayIn(useLang())
  const { view } = useStores()
  const { rows, mayRank, hovered } = usePanel(childRows)
  const ranking = usePanel((read) => read.view.ranking)
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
          <PagedRows
            of={rows[0]?.code ?? ''}
            marked={rows.findIndex((row) => row.code === hovered)}
            rows={rows.map((row) => (
              <Child key={row.code} row={row} marked={row.code === hovered} />
            ))}
          />
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
      <span className="name">{placeName(lang, row.name)}</span>
      <Figure of={open} />
      <Figure of={overdue} />
      <Figure of={onTime} />
    </button>
  )
}
