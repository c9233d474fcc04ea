import { nameIn, sayIn } from '../../i18n/words.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { BarList } from '../bar-list.tsx'
import { Figure } from '../figure.tsx'
import { PagedRows } from '../paged-rows.tsx'
import { Panel } from '../panel.tsx'
import { DayCurve } from './day-curve.tsx'
import { FLOW_NAMES, typesFigures } from './types-figures.ts'

export function TypesPanel() {
  const lang = useLang()
  const say = sayIn(lang)
  const { node, families, flow } = usePanel(typesFigures)
  if (families.length > 0)
    return (
      <Panel id="types" title="types.title" note={say('types.note')}>
        <PagedRows
          of={node}
          rows={families.map((family) => (
            <div className="bar-row" key={family.code}>
              <span className="label">{nameIn(lang, family.name)}</span>
              <DayCurve node={node} base={`cases.byFamily.${family.code}`} />
              <Figure of={family.reported} />
            </div>
          ))}
        />
      </Panel>
    )
  return (
    <Panel id="types" title="types.flow" note={say('types.flowNote')}>
      <BarList rows={FLOW_NAMES.map((name) => ({ id: name, label: say(`flow.${name}`), of: flow[name] }))} />
    </Panel>
  )
}
