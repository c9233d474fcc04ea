import { addDataToMap, replaceDataInMap } from '@kepler.gl/actions'
import { KeplerGl } from '@kepler.gl/components'
import { processGeojson } from '@kepler.gl/processors'
import { enhanceReduxMiddleware, keplerGlReducer } from '@kepler.gl/reducers'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { Provider } from 'react-redux'
import { applyMiddleware, combineReducers, createStore } from 'redux'
import { COLOURS, peerCity } from './peer-city.ts'

// kepler.gl as its documentation shows it: a dataset, replaced when figures change; no base map, nothing else on the page.
const DATA = 'grids'
const root = document.querySelector('#root')
const { clientWidth: width, clientHeight: height } = root
const city = peerCity(width, height)
const [longitude, latitude] = city.center
const initial = {
  uiState: { currentModal: null, readOnly: true },
  mapState: { longitude, latitude, zoom: city.zoom, pitch: 0, bearing: 0, width, height },
}
const store = createStore(
  combineReducers({ keplerGl: keplerGlReducer.initialState(initial) }),
  applyMiddleware(...enhanceReduxMiddleware([])),
)
const dataset = () => ({
  info: { id: DATA, label: DATA },
  data: processGeojson({ type: 'FeatureCollection', features: city.features }),
})
const blank = {
  version: 8,
  sources: {},
  layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#060b14' } }],
}
const layer = {
  id: DATA,
  type: 'geojson',
  config: {
    dataId: DATA,
    label: DATA,
    columns: { geojson: '_geojson' },
    isVisible: true,
    visConfig: {
      opacity: 1,
      filled: true,
      stroked: false,
      colorRange: { name: 'steps', type: 'custom', category: 'Custom', colors: COLOURS },
    },
  },
  visualChannels: { colorField: { name: 'value', type: 'integer' }, colorScale: 'quantize' },
}

createRoot(root).render(
  createElement(
    Provider,
    { store },
    createElement(KeplerGl, {
      id: 'map',
      width,
      height,
      mapboxApiAccessToken: '',
      mapStylesReplaceDefault: true,
      mapStyles: [{ id: 'blank', label: 'blank', url: '', style: blank }],
    }),
  ),
)
/** The map takes data once it has entered itself in the store. */
function add() {
  if (store.getState().keplerGl.map === undefined) return setTimeout(add, 50)
  const visState = { layers: [layer], interactionConfig: { tooltip: { enabled: false } } }
  const config = { version: 'v1', config: { visState, mapStyle: { styleType: 'blank' } } }
  store.dispatch(addDataToMap({ datasets: dataset(), options: { centerMap: false, readOnly: true }, config }))
}
add()

let updates = 0
let live
window.bench = {
  ready: () => store.getState().keplerGl.map?.visState.layers.length > 0 && document.querySelector('canvas') !== null,
  updates: () => updates,
  spots: () => city.spots(),
  setLive(hz) {
    clearInterval(live)
    const update = () => {
      updates += 1
      city.change()
      store.dispatch(
        replaceDataInMap({
          datasetToReplaceId: DATA,
          datasetToUse: dataset(),
          options: { keepExistingConfig: true, centerMap: false, autoCreateLayers: false },
        }),
      )
    }
    if (hz > 0) live = setInterval(update, 1000 / hz)
  },
}
