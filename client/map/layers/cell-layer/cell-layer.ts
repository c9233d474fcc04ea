import type { Buffer, Device, RenderPass, Texture } from '@luma.gl/core'
import type { Model } from '@luma.gl/engine'
import type { CellMesh } from '../../level-geometry.ts'
import { StateTexture, type StateTexels } from '../../state-texture.ts'
import { drawRuns, flatModel, INDEX_USAGE } from '../flat-model.ts'
import { visibleRuns, type WallDrawing, type WallFrame } from '../wall-frame.ts'
import { wallCamera } from '../wall-uniforms.ts'
import { CELL_FS, CELL_VS, cellUniforms } from './cell-shaders.ts'

export interface CellLayerProps {
  readonly id: string
  readonly mesh: CellMesh
  readonly texels: StateTexels
  readonly palette: Texture
  /** 0 … 1 in this frame; 0 skips the level. */
  readonly opacity: (frame: WallFrame) => number
  /** 0 … 1 in this frame: how much of what lies below shows; over the bare ground a fill looks the same at every value. */
  readonly through: (frame: WallFrame) => number
  readonly ground: readonly [number, number, number]
  /** Colour of areas without a figure, 0 … 1. */
  readonly empty: readonly [number, number, number]
}

/** The fills of one level: geometry uploaded once, state by texture. SC-M1, SC-M2 */
export class CellLayer implements WallDrawing {
  private readonly props: CellLayerProps
  private readonly state: StateTexture
  private readonly buffers: readonly Buffer[]
  private readonly model: Model

  constructor(device: Device, props: CellLayerProps) {
    this.props = props
    this.state = new StateTexture(device, props.texels)
    const positions = device.createBuffer({ data: props.mesh.positions })
    const rows = device.createBuffer({ data: props.mesh.rows })
    const indices = device.createBuffer({ usage: INDEX_USAGE, data: props.mesh.indices })
    this.buffers = [positions, rows, indices]
    this.model = flatModel(device, {
      id: props.id,
      vs: CELL_VS,
      fs: CELL_FS,
      modules: [wallCamera, cellUniforms],
      topology: 'triangle-list',
      layout: [
        { name: 'positions', format: 'float32x2' },
        { name: 'rows', format: 'float32' },
      ],
      attributes: { positions, rows },
      indices,
      bindings: { stateTexture: this.state.texture, paletteTexture: props.palette },
    })
  }

  /** What the cells look like, as it lies on the GPU. */
  get texture(): Texture {
    return this.state.texture
  }

  get texelsWide(): number {
    return this.props.texels.width
  }

  /** Texels changed since the last upload. */
  get pending(): boolean {
    return this.props.texels.pending
  }

  /** Bytes sent to the GPU. */
  upload(): number {
    return this.state.upload()
  }

  draw(frame: WallFrame, pass: RenderPass): void {
    const opacity = this.props.opacity(frame)
    if (opacity <= 0) return
    const { empty, texels, mesh, ground, through } = this.props
    this.model.shaderInputs.setProps({
      wallCamera: frame.uniforms,
      cells: { empty: [...empty], opacity, ground: [...ground], through: through(frame), width: texels.width },
    })
    drawRuns(this.model, pass, visibleRuns(mesh.chunks, frame.view))
  }

  destroy(): void {
    this.model.destroy()
    this.state.texture.destroy()
    for (const buffer of this.buffers) buffer.destroy()
  }
}
