import { Deck, OrthographicView } from '@deck.gl/core'
import { SolidPolygonLayer } from '@deck.gl/layers'
import { drainedAt } from '../../support/drained.ts'

// The ceiling of G8: one fetch of flat numbers, one polygon layer with its triangles given, one picture.
const canvas = document.querySelector<HTMLCanvasElement>('#gl')
if (!canvas) throw new Error('The page lacks its canvas')
const stage = canvas

async function flat() {
  const bytes = await (await fetch('../flat.bin')).arrayBuffer()
  const [vertices = 0, rings = 0, triangles = 0] = new Uint32Array(bytes, 0, 3)
  const outline = new Float32Array(bytes, 12, vertices * 2)
  const starts = new Uint32Array(bytes, 12 + vertices * 8, rings)
  const indices = new Uint32Array(bytes, 12 + vertices * 8 + rings * 4, triangles)
  return { outline, starts, indices }
}

/** Scale and middle at which the outlines fill the stage. */
function homeOf(outline: Float32Array) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at < outline.length; at += 2) {
    const [x = 0, y = 0] = [outline[at], outline[at + 1]]
    ;[west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)]
  }
  const scale = 0.97 * Math.min(stage.clientWidth / (east - west), stage.clientHeight / (north - south))
  return { target: [(west + east) / 2, (south + north) / 2, 0] as [number, number, number], zoom: Math.log2(scale) }
}

const { outline, starts, indices } = await flat()
const shades = new Uint8Array((outline.length / 2) * 4).map((_, at) => (at % 4 === 3 ? 255 : (at * 7919) % 256))
const layer = new SolidPolygonLayer({
  id: 'grids',
  data: {
    length: starts.length - 1,
    startIndices: starts,
    attributes: {
      getPolygon: { value: outline, size: 2 },
      indices: { value: indices, size: 1 },
      getFillColor: { value: shades, size: 4, normalized: true },
    },
  } as never,
  _normalize: false,
  positionFormat: 'XY',
})
let firstMs: number | undefined
const deck: Deck<OrthographicView> = new Deck({
  canvas: stage,
  views: new OrthographicView({ flipY: false }),
  initialViewState: homeOf(outline),
  deviceProps: { type: 'webgl', webgl: { antialias: false } },
  layers: [layer],
  onAfterRender: () => {
    if (firstMs === undefined && layer.isLoaded) firstMs = drainedAt(stage)
  },
})
Object.assign(window, { bench: { firstMs: () => firstMs, deck } })
