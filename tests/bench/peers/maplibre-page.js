import { Map, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { COLOURS, peerCity } from './peer-city.ts'
import { FIGURES } from '../../support/synthetic-changes.ts'

// maplibre-gl alone, by three ways it offers: `?way=state`, `diff` or `data`.
setWorkerUrl(workerUrl)
const way = new URLSearchParams(location.search).get('way') ?? 'state'
const root = document.querySelector('#root')
const city = peerCity(root.clientWidth, root.clientHeight)
const collection = { type: 'FeatureCollection', features: city.features }
const value = way === 'state' ? ['coalesce', ['feature-state', 'value'], ['get', 'value']] : ['get', 'value']
const steps = COLOURS.flatMap((colour, n) => (n === 0 ? [colour] : [(n * FIGURES) / COLOURS.length, colour]))
const map = new Map({
  container: root,
  center: city.center,
  zoom: city.zoom,
  attributionControl: false,
  fadeDuration: 0,
  canvasContextAttributes: { antialias: false },
  style: {
    version: 8,
    sources: { grids: { type: 'geojson', data: collection, promoteId: 'id' } },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': '#060b14' } },
      { id: 'grids', type: 'fill', source: 'grids', paint: { 'fill-color': ['step', value, ...steps], 'fill-antialias': false } },
    ],
  },
})

const WAYS = {
  state(cells) {
    for (const id of cells) map.setFeatureState({ source: 'grids', id }, { value: city.features[id].properties.value })
  },
  diff(cells) {
    const update = cells.map((id) => ({
      id,
      addOrUpdateProperties: [{ key: 'value', value: city.features[id].properties.value }],
    }))
    map.getSource('grids').updateData({ update })
  },
  data: () => map.getSource('grids').setData(collection),
}
let idle = false
let updates = 0
let live
map.on('idle', () => (idle = true))
window.bench = {
  ready: () => idle,
  updates: () => updates,
  spots: () => city.spots(),
  setLive(hz) {
    clearInterval(live)
    idle = false
    if (hz > 0) live = setInterval(() => ((updates += 1), WAYS[way](city.change())), 1000 / hz)
    else map.triggerRepaint()
  },
}
