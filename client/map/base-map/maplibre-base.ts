import { addProtocol, Map as BaseGl, setWorkerUrl } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { Protocol } from 'pmtiles'
import { after, steady } from '../../observe/timers.ts'
import type { Camera } from '../camera.ts'
import { REBUILD_MS, releaseContext, stageAfter } from '../gl-watch.ts'
import { lngLatOf, zoomOf, type Plane } from '../plane.ts'
import { baseStyle } from './base-style.ts'
import type { BaseView } from './under-map.ts'

const SCHEME = 'pmtiles'
const REBUILD_AFTER_MS = REBUILD_MS[0] ?? 0

export interface BaseMapProps {
  /** The stage's box; the base map lies under all that is in it. */
  readonly box: HTMLElement
  /** Absolute address of the file, on the page's own origin. */
  readonly url: string
  /** It began to show, or was lost. */
  readonly changed: () => void
  readonly failed: (reason: string) => void
}

let isSetUp = false

/** Once a page: where the worker lies, and how tiles are cut out of the one file. */
function setUp(): void {
  if (isSetUp) return
  isSetUp = true
  setWorkerUrl(workerUrl)
  addProtocol(SCHEME, new Protocol().tile)
}

/** A PMTiles file drawn by maplibre in a canvas of its own, under the wall's and in step with it. SC-M13 */
export class BaseMap implements BaseView {
  private readonly props: BaseMapProps
  private readonly losses: number[] = []
  private gl: BaseGl | undefined
  private place: HTMLElement | undefined
  private last: { readonly center: [number, number]; readonly zoom: number } | undefined
  private stopWaiting: () => void = () => undefined
  private toldFailure = ''
  isShown = false

  constructor(props: BaseMapProps) {
    setUp()
    this.props = props
    this.build()
  }

  look(camera: Camera, plane: Plane): void {
    this.last = { center: lngLatOf(plane, camera.x, camera.y), zoom: zoomOf(camera.scale, plane.lat) }
    const { gl } = this
    if (!gl) return
    gl.jumpTo(this.last)
    gl.redraw()
  }

  destroy(): void {
    this.stopWaiting()
    this.takeDown()
  }

  private build(): void {
    const { box, url, failed, changed } = this.props
    const place = document.createElement('div')
    place.className = 'base-map'
    place.ariaHidden = 'true'
    box.prepend(place)
    const gl = new BaseGl({
      container: place,
      style: baseStyle(`${SCHEME}://${url}`),
      interactive: false,
      attributionControl: false,
      renderWorldCopies: false,
      fadeDuration: 0,
      canvasContextAttributes: { antialias: false },
      ...this.last,
    })
    gl.on('error', ({ error }) => this.sayOnce(error.message, failed))
    gl.on('load', () => {
      this.isShown = true
      changed()
    })
    gl.getCanvas().addEventListener('webglcontextlost', () => this.lost(), { once: true })
    this.gl = gl
    this.place = place
  }

  /** A lost context belongs to its canvas for ever: a new map, a moment later; after too many losses none. */
  private lost(): void {
    if (!this.gl) return
    this.losses.push(steady())
    this.takeDown()
    this.props.changed()
    if (stageAfter(this.losses, steady()) === 'plain') this.props.failed('the base map lost its GL context too often')
    else this.stopWaiting = after(REBUILD_AFTER_MS, () => this.build())
  }

  private takeDown(): void {
    const { gl, place } = this
    this.gl = undefined
    this.isShown = false
    if (!gl) return
    const context = gl.getCanvas().getContext('webgl2')
    gl.remove()
    releaseContext(context)
    place?.remove()
  }

  private sayOnce(reason: string, failed: (reason: string) => void): void {
    if (this.toldFailure === reason) return
    this.toldFailure = reason
    failed(`base map: ${reason}`)
  }
}
