import type { Buffer, Device, RenderPass } from '@luma.gl/core'
import type { Model } from '@luma.gl/engine'
import type { BorderMesh } from '../../level-geometry.ts'
import { drawRuns, flatModel, INDEX_USAGE } from '../flat-model.ts'
import { visibleRuns, type WallDrawing, type WallFrame } from '../wall-frame.ts'
import { wallCamera } from '../wall-uniforms.ts'
import { BORDER_FS, BORDER_VS, borderUniforms } from './border-shaders.ts'

/** Look of a level's borders in one frame. */
export interface BorderLook {
  /** 0 … 1, opacity last; opacity 0 skips the level. */
  readonly colour: readonly [number, number, number, number]
  /** CSS pixels. */
  readonly width: number
}

export interface BorderLayerProps {
  readonly id: string
  readonly mesh: BorderMesh
  readonly look: (frame: WallFrame) => BorderLook
}

/** Borders of one level as soft quads of constant width on the screen: a stroke per polygon costs eight times the fill. SC-M5 */
export class BorderLayer implements WallDrawing {
  private readonly props: BorderLayerProps
  private readonly buffers: readonly Buffer[]
  private readonly model: Model

  constructor(device: Device, props: BorderLayerProps) {
    this.props = props
    const ends = device.createBuffer({ data: props.mesh.ends })
    const corners = device.createBuffer({ data: props.mesh.corners })
    const indices = device.createBuffer({ usage: INDEX_USAGE, data: props.mesh.indices })
    this.buffers = [ends, corners, indices]
    this.model = flatModel(device, {
      id: props.id,
      vs: BORDER_VS,
      fs: BORDER_FS,
      modules: [wallCamera, borderUniforms],
      topology: 'triangle-list',
      layout: [
        { name: 'ends', format: 'float32x4' },
        { name: 'corners', format: 'float32' },
      ],
      attributes: { ends, corners },
      indices,
    })
  }

  draw(frame: WallFrame, pass: RenderPass): void {
    const { colour, width } = this.props.look(frame)
    if (colour[3] <= 0.01 || this.props.mesh.indices.length === 0) return
    this.model.shaderInputs.setProps({
      wallCamera: frame.uniforms,
      border: { colour: [...colour], halfWidth: (width * frame.ratio) / 2 },
    })
    drawRuns(this.model, pass, visibleRuns(this.props.mesh.chunks, frame.view))
  }

  destroy(): void {
    this.model.destroy()
    for (const buffer of this.buffers) buffer.destroy()
  }
}
