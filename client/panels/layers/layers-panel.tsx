import { sayIn, type Word } from '../../i18n/words.ts'
import { LAYERS, type Layer } from '../../state/view.ts'
import { walkOn } from './walk-on.ts'
import { useLang, usePanel, useStores } from '../../state/wall-store.ts'

/** Layers with a place of their own in the switch; the evened-out heat is the other face of the exact one. */
const SWITCHED = LAYERS.filter((layer) => layer !== 'heat-smooth')

/** What a press on a layer shows: the heat turns between its two faces. */
function pressed(layer: Layer, shown: Layer): Layer {
  return layer === 'heat' && shown === 'heat' ? 'heat-smooth' : layer
}

/** The switch of what colours the map. */
export function LayersPanel() {
  const say = sayIn(useLang())
  const stores = useStores()
  const { view } = stores
  const shown = usePanel((read) => read.view.layer)
  const isOn = (layer: Layer) => layer === shown || (layer === 'heat' && shown === 'heat-smooth')
  const word = (layer: Layer): Word => `layer.${layer === 'heat' && shown === 'heat-smooth' ? shown : layer}`
  return (
    <div className="stage-choices">
      <div className="layers" role="group" aria-label={say('layers')} data-panel="layers">
        {SWITCHED.map((layer) => (
          <button
            key={layer}
            type="button"
            aria-pressed={isOn(layer)}
            title={layer === 'heat' ? say('layers.heatHint') : undefined}
            onClick={() => view.act.show(pressed(layer, shown))}
          >
            {say(word(layer))}
          </button>
        ))}
      </div>
      <button type="button" className="worst" title={say('layers.worstHint')} onClick={() => walkOn(stores)}>
        {say('layers.worst')} <kbd>W</kbd>
      </button>
    </div>
  )
}
