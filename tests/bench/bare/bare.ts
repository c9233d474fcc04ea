import { Deck, OrthographicView } from '@deck.gl/core'
import { ScatterplotLayer, SolidPolygonLayer } from '@deck.gl/layers'
import type { Device, Texture } from '@luma.gl/core'
import { nearestTexture } from '../../../client/map/state-texture.ts'
import { nextTask, runFrames } from '../../support/hand.ts'
import { seeded, syntheticCity } from '../../support/synthetic-city.ts'
import { syntheticPlaces } from '../../support/synthetic-events.ts'
import { StateExtension } from './state-extension.ts'

// The ceiling of G1: deck.gl with one polygon layer of the same 15,000 grids and one state texture, nothing else.
const GRIDS = 4
const WIDTH = 128
const grids = syntheticCity().geometries[GRIDS]
const canvas = document.querySelector<HTMLCanvasElement>('#gl')
if (!grids || !canvas) throw new Error('The page lacks its grids or its canvas')

const stage = canvas
const count = grids.codes.length
const random = seeded(99)
const texels = new Uint8Array(WIDTH * Math.ceil(count / WIDTH) * 4)
const paint = (cell: number, shade: number) => {
  const at = 4 * cell
  texels[at] = shade
  texels[at + 1] = shade
  texels[at + 2] = 255 - shade
  texels[at + 3] = 255
}
for (let cell = 0; cell < count; cell++) paint(cell, Math.floor(random() * 256))
let texture: Texture | undefined

/** Properties of the extension, which the layer's own type does not know. */
const stateOf = (stateTexture: Texture) => ({ stateTexture, stateWidth: WIDTH })

function layerOf(device: Device) {
  texture = nearestTexture(device, texels, WIDTH, texels.length / 4 / WIDTH)
  return new SolidPolygonLayer({
    id: 'grids',
    data: {
      length: count,
      startIndices: grids?.ringStart,
      attributes: {
        getPolygon: { value: grids?.outline, size: 2 },
        indices: { value: grids?.mesh.indices, size: 1 },
        rowIndexes: { value: Uint32Array.from(grids?.mesh.rows ?? []), size: 1 },
      },
    } as never,
    _normalize: false,
    positionFormat: 'XY',
    extensions: [new StateExtension()],
    ...stateOf(texture),
  })
}

const points = syntheticPlaces(Number(new URLSearchParams(location.search).get('events') ?? 0))
const pointLayer = new ScatterplotLayer<readonly [number, number]>({
  id: 'points',
  data: points,
  getPosition: ([x, y]) => [x, y],
  getRadius: 2.5,
  radiusUnits: 'pixels',
  getFillColor: [255, 255, 255, 150],
})
const scale = Math.min(canvas.clientWidth / 60_000, canvas.clientHeight / 40_000) * 0.94
const deck: Deck<OrthographicView> = new Deck({
  canvas,
  views: new OrthographicView({ flipY: false }),
  initialViewState: { target: [0, 0, 0], zoom: Math.log2(scale) },
  deviceProps: { type: 'webgl', webgl: { antialias: false } },
  onDeviceInitialized: (device) => deck.setProps({ layers: [layerOf(device), ...(points.length > 0 ? [pointLayer] : [])] }),
})
let drawn = 0
deck.setProps({ onAfterRender: () => (drawn += texture === undefined ? 0 : 1) })

/** The same frames under the same hand as on the wall's page; resolves with the pictures drawn. */
async function panFrames(frames: number): Promise<number> {
  const before = drawn
  await runFrames({
    frames,
    canvas: stage,
    draw: ({ right, up, zoom }) => {
      const target = [(right * stage.clientWidth) / scale, (up * stage.clientHeight) / scale, 0] as [number, number, number]
      deck.setProps({ viewState: { target, zoom: Math.log2(scale) + zoom } })
      deck.redraw('hand')
    },
    free: nextTask,
  })
  return drawn - before
}

/** Changes as many areas and draws; milliseconds until the draw calls are issued. */
function timedUpdate(changes: number): number {
  const cells = Uint32Array.from({ length: changes }, () => Math.floor(random() * count))
  const shades = Uint8Array.from(cells, () => Math.floor(random() * 256))
  const began = performance.now()
  cells.forEach((cell, i) => paint(cell, shades[i] ?? 0))
  texture?.writeData(texels, { x: 0, y: 0, width: WIDTH, height: texels.length / 4 / WIDTH })
  deck.redraw('state')
  return performance.now() - began
}

let live: ReturnType<typeof setInterval> | undefined
let updates = 0

/** Changes so many areas so often; 0 stops. */
function setLive(hz: number, changes: number): void {
  clearInterval(live)
  if (hz > 0) live = setInterval(() => (timedUpdate(changes), (updates += 1)), 1000 / hz)
}

Object.assign(window, {
  bench: { panFrames, ready: () => drawn > 0, timedUpdate, setLive, updates: () => updates, canvas },
})
