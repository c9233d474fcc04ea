import { Deck, OrthographicView } from '@deck.gl/core'
import type { Device } from '@luma.gl/core'
import type { Camera, StageSize } from './camera.ts'
import { WallLayer, type Scene } from './layers/wall-layer.ts'

export interface DeckStageProps {
  readonly canvas: HTMLCanvasElement
  readonly ratio: number
  readonly scene: Scene
  ready(device: Device): void
  /** The hand's wish; the stage moves only when it is told to. */
  dragged(camera: Camera): void
  drawn(): void
  failed(error: Error): void
}

const VIEW_ID = 'wall'

function viewStateOf(camera: Camera) {
  return { [VIEW_ID]: { target: [camera.x, camera.y, 0] as [number, number, number], zoom: Math.log2(camera.scale) } }
}

interface HandState {
  readonly target?: readonly number[]
  readonly zoom?: number | readonly number[]
}

function cameraOf(state: HandState): Camera | undefined {
  const [x, y] = state.target ?? []
  const zoom = typeof state.zoom === 'number' ? state.zoom : state.zoom?.[0]
  return x === undefined || y === undefined || zoom === undefined ? undefined : { x, y, scale: 2 ** zoom }
}

/** The deck.gl canvas: a flat plane in metres, north up, one layer, drawn only when told. */
export class DeckStage {
  private readonly deck: Deck<OrthographicView[]>

  constructor(props: DeckStageProps, camera: Camera) {
    this.deck = new Deck({
      canvas: props.canvas,
      width: '100%',
      height: '100%',
      useDevicePixels: props.ratio,
      views: [new OrthographicView({ id: VIEW_ID, flipY: false, controller: CONTROLLER })],
      viewState: viewStateOf(camera),
      layers: [new WallLayer({ id: 'wall', scene: props.scene })],
      deviceProps: { type: 'webgl', webgl: CONTEXT },
      getCursor: ({ isDragging }) => (isDragging ? 'grabbing' : 'default'),
      onDeviceInitialized: props.ready,
      onViewStateChange: ({ viewState }) => {
        const camera = cameraOf(viewState)
        if (camera) props.dragged(camera)
        return viewState
      },
      onAfterRender: props.drawn,
      onError: props.failed,
    })
  }

  get ready(): boolean {
    return this.deck.isInitialized
  }

  look(camera: Camera): void {
    this.deck.setProps({ viewState: viewStateOf(camera) })
  }

  resize(_size: StageSize, ratio: number): void {
    this.deck.setProps({ useDevicePixels: ratio })
  }

  draw(reason: string): void {
    this.deck.redraw(reason)
  }

  destroy(): void {
    this.deck.finalize()
  }
}

const MOST_DEVICE_PIXELS = 3

/** Device pixels a CSS pixel as the stage draws them. */
export const stageRatio = (): number => Math.min(MOST_DEVICE_PIXELS, devicePixelRatio)

/**
 * Makes the context that the stage will draw with; false where the browser gives none. Only one is made: each costs a
 * wait for the GPU. The canvas is as large as its stage from the first frame on: deck sizes it only after that.
 */
export function openContext(canvas: HTMLCanvasElement, { clientWidth, clientHeight }: HTMLElement): boolean {
  canvas.width = Math.max(1, Math.round(clientWidth * stageRatio()))
  canvas.height = Math.max(1, Math.round(clientHeight * stageRatio()))
  return canvas.getContext('webgl2', CONTEXT) !== null
}

/** Nothing kept that no frame reads: depth and a preserved buffer cost a copy of the picture each frame. */
const CONTEXT = {
  alpha: true,
  premultipliedAlpha: true,
  antialias: false,
  depth: false,
  stencil: false,
  preserveDrawingBuffer: false,
} as const

const CONTROLLER = {
  dragRotate: false,
  touchRotate: false,
  doubleClickZoom: false,
  keyboard: false,
  inertia: false,
  scrollZoom: { speed: 0.008, smooth: false },
} as const
