import { nameIn, sayIn } from '../../i18n/words.ts'
import { keyOf, readFigure } from '../../state/read-figure.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { PagedRows } from '../paged-rows.tsx'
import { Panel } from '../panel.tsx'

/** Dimensions that have a figure at this node, in the catalogue's order, those with a number first. */
export function dimFigures({ focus, city }: Pick<PanelRead, 'focus' | 'city'>) {
  if (focus === undefined || city === undefined) return []
  const rows = city.dimensions
    .filter((dim) => keyOf(focus, `dim.${dim.code}`) !== undefined)
    .map((dim) => ({ code: dim.code, name: dim.name, unit: dim.unit, of: readFigure(focus, `dim.${dim.code}`) }))
  return [...rows.filter((row) => row.of.v !== null), ...rows.filter((row) => row.of.v === null)]
}

export function DimsPanel() {
  const lang = useLang()
  const say = sayIn(lang)
  const rows = usePanel(dimFigures)
  return (
    <Panel id="dims" title="dims.title" note={say('dims.note')}>
      {rows.length === 0 && <p className="quiet">{say('dims.none')}</p>}
      <PagedRows
        rows={rows.map((row) => (
          <div className="row" key={row.code}>
            <span className="label">{nameIn(lang, row.name)}</span>
            <Figure of={row.of} unit={nameIn(lang, row.unit)} />
          </div>
        ))}
      />
    </Panel>
  )
}
