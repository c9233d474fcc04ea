import { nameIn, sayIn } from '../../i18n/words.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { BarList } from '../bar-list.tsx'
import { Panel } from '../panel.tsx'
import { FLOW_NAMES, typesFigures } from './types-figures.ts'

export function TypesPanel() {
  const lang = useLang()
  const say = sayIn(lang)
  const { families, flow } = usePanel(typesFigures)
  if (families.length > 0)
    return (
      <Panel id="types" title="types.title" note={say('types.note')}>
        <BarList rows={families.map((f) => ({ id: f.code, label: nameIn(lang, f.name), of: f.reported }))} />
      </Panel>
    )
  return (
    <Panel id="types" title="types.flow" note={say('types.flowNote')}>
      <BarList rows={FLOW_NAMES.map((name) => ({ id: name, label: say(`flow.${name}`), of: flow[name] }))} />
    </Panel>
  )
}
