import type { ExpressionFilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { PALETTE } from '../../theme/tokens.ts'

const SOURCE = 'base'
/** Names that the usual makers of vector tiles give these layers: Protomaps, OpenMapTiles, Shortbread. */
const WATER = ['water', 'ocean', 'water_polygons']
const STREAMS = ['waterway', 'water_lines', 'physical_line']
const ROADS = ['roads', 'transportation', 'streets']
/** Words for roads that show in wide views, by the same makers. */
const MAJOR = ['highway', 'major_road', 'motorway', 'trunk', 'primary']

const COLOUR = { water: '#0d2338', shore: '#2f6490', road: '#3b4f6c', street: '#253348' } as const
const STREETS_FROM_ZOOM = 11

const waterOf = (layer: string): LayerSpecification[] => [
  {
    id: `${layer}-fill`,
    type: 'fill',
    source: SOURCE,
    'source-layer': layer,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': COLOUR.water, 'fill-antialias': false },
  },
  {
    id: `${layer}-shore`,
    type: 'line',
    source: SOURCE,
    'source-layer': layer,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'line-color': COLOUR.shore, 'line-width': 1 },
  },
]

const streamOf = (layer: string): LayerSpecification => ({
  id: `${layer}-line`,
  type: 'line',
  source: SOURCE,
  'source-layer': layer,
  filter: ['==', ['geometry-type'], 'LineString'],
  paint: { 'line-color': COLOUR.shore, 'line-width': 1 },
})

const isMajor: ExpressionFilterSpecification = ['in', ['coalesce', ['get', 'kind'], ['get', 'class'], ''], ['literal', MAJOR]]

const roadsOf = (layer: string): LayerSpecification[] => [
  {
    id: `${layer}-streets`,
    type: 'line',
    source: SOURCE,
    'source-layer': layer,
    minzoom: STREETS_FROM_ZOOM,
    paint: { 'line-color': COLOUR.street, 'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.6, 16, 3] },
  },
  {
    id: `${layer}-major`,
    type: 'line',
    source: SOURCE,
    'source-layer': layer,
    filter: isMajor,
    paint: { 'line-color': COLOUR.road, 'line-width': ['interpolate', ['linear'], ['zoom'], 7, 0.8, 12, 1.8, 16, 5] },
  },
]

/** Water and roads on the wall's ground, nothing else: no names, so no glyphs, and no pictures, so no sprites. */
export function baseStyle(tiles: string): StyleSpecification {
  return {
    version: 8,
    sources: { [SOURCE]: { type: 'vector', url: tiles } },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': PALETTE.ground } },
      ...WATER.flatMap(waterOf),
      ...STREAMS.map(streamOf),
      ...ROADS.flatMap(roadsOf),
    ],
  }
}
