import type { Buffer, Device, RenderPass } from '@luma.gl/core'
import type { Model } from '@luma.gl/engine'
import { flatModel } from '../flat-model.ts'
import type { WallDrawing, WallFrame } from '../wall-frame.ts'
import { wallCamera } from '../wall-uniforms.ts'
import { POINT_FS, POINT_VS, pointUniforms } from './point-shaders.ts'

/** Points as columns; grown by doubling, never shrunk. */
export interface PointColumns {
  readonly count: number
  /** x, y in plane metres and diameter factor, interleaved by three. */
  readonly places: Float32Array
  /** RGBA, straight opacity. */
  readonly colours: Uint8Array
}

export interface PointLook {
  /** CSS pixels for a factor of 1. */
  readonly diameter: number
  /** 0 skips the layer. */
  readonly opacity: number
}

const FLOATS_A_PLACE = 3
const BYTES_A_COLOUR = 4

/** Points of one kind in one draw call and, when they changed, one upload a column. SC-M6 */
export class PointLayer implements WallDrawing {
  private readonly device: Device
  private readonly id: string
  private readonly look: (frame: WallFrame) => PointLook
  private room = 0
  private places: Buffer | undefined
  private colours: Buffer | undefined
  private model: Model | undefined
  private count = 0

  constructor(device: Device, id: string, look: (frame: WallFrame) => PointLook) {
    this.device = device
    this.id = id
    this.look = look
  }

  /** Points of the last `set`. */
  get drawn(): number {
    return this.count
  }

  set(columns: PointColumns): void {
    if (columns.count > this.room) this.grow(columns.count)
    this.count = columns.count
    if (columns.count === 0) return
    this.places?.write(columns.places.subarray(0, columns.count * FLOATS_A_PLACE))
    this.colours?.write(columns.colours.subarray(0, columns.count * BYTES_A_COLOUR))
  }

  draw(frame: WallFrame, pass: RenderPass): void {
    const { diameter, opacity } = this.look(frame)
    if (opacity <= 0 || this.count === 0 || this.model === undefined) return
    this.model.shaderInputs.setProps({
      wallCamera: frame.uniforms,
      points: { scale: diameter * frame.ratio, opacity },
    })
    this.model.setVertexCount(this.count)
    this.model.draw(pass)
  }

  destroy(): void {
    this.model?.destroy()
    this.places?.destroy()
    this.colours?.destroy()
  }

  private grow(count: number): void {
    this.destroy()
    this.room = 2 ** Math.ceil(Math.log2(Math.max(1024, count)))
    const places = this.device.createBuffer({ byteLength: this.room * FLOATS_A_PLACE * 4 })
    const colours = this.device.createBuffer({ byteLength: this.room * BYTES_A_COLOUR })
    this.places = places
    this.colours = colours
    this.model = flatModel(this.device, {
      id: this.id,
      vs: POINT_VS,
      fs: POINT_FS,
      modules: [wallCamera, pointUniforms],
      topology: 'point-list',
      layout: [
        { name: 'places', format: 'float32x3' },
        { name: 'colours', format: 'unorm8x4' },
      ],
      attributes: { places, colours },
    })
  }
}
