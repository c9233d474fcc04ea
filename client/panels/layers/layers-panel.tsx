import { sayIn } from '../../i18n/words.ts'
import { LAYERS } from '../../state/view.ts'
import { walkOn } from './walk-on.ts'
import { useLang, usePanel, useStores } from '../../state/wall-store.ts'

/** The switch of what colours the map. */
export function LayersPanel() {
  const say = sayIn(useLang())
  const stores = useStores()
  const { view } = stores
  const shown = usePanel((read) => read.view.layer)
  return (
    <div className="stage-choices">
      <div className="layers" role="group" aria-label={say('layers')} data-panel="layers">
        {LAYERS.map((layer) => (
          <button key={layer} type="button" aria-pressed={layer === shown} onClick={() => view.act.show(layer)}>
            {say(`layer.${layer}`)}
          </button>
        ))}
      </div>
      <button type="button" className="worst" title={say('layers.worstHint')} onClick={() => walkOn(stores)}>
        {say('layers.worst')} <kbd>W</kbd>
      </button>
    </div>
  )
}
