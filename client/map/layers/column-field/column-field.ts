import type { Buffer, Device, RenderPass, Texture } from '@luma.gl/core'
import type { Model } from '@luma.gl/engine'
import type { LevelGeometry } from '../../level-geometry.ts'
import { drawRuns, flatModel, INDEX_USAGE } from '../flat-model.ts'
import type { WallDrawing, WallFrame } from '../wall-frame.ts'
import { wallCamera } from '../wall-uniforms.ts'
import { columnMesh, columnsBetween, columnSize, type ColumnMesh } from './column-mesh.ts'
import { COLUMN_FS, COLUMN_VS, columnUniforms } from './column-shaders.ts'

/** The level whose columns stand, and its state as its fills read it. */
export interface ColumnGround {
  readonly geometry: LevelGeometry
  readonly state: Texture
  /** Texels a line of the state. */
  readonly texels: number
}

interface Planted {
  readonly ground: ColumnGround
  readonly mesh: ColumnMesh
  readonly buffers: readonly Buffer[]
  readonly model: Model
}

export interface ColumnFieldProps {
  readonly palette: Texture
  /** Colour of areas without a figure, 0 … 1. */
  readonly empty: readonly [number, number, number]
  /** Undefined where no columns stand in this frame. */
  readonly ground: () => ColumnGround | undefined
}

/** One oblique column an area, one draw call: prisms uploaded once a level, heights by the state that the fills read. SC-M14 */
export class ColumnField implements WallDrawing {
  private readonly device: Device
  private readonly props: ColumnFieldProps
  private planted: Planted | undefined

  constructor(device: Device, props: ColumnFieldProps) {
    this.device = device
    this.props = props
  }

  draw(frame: WallFrame, pass: RenderPass): void {
    const ground = this.props.ground()
    if (!ground) return
    const { mesh, model } = this.plantedOn(ground)
    const { unit, camera, view } = frame
    const { width, height } = columnSize((ground.geometry.typicalMetres * camera.scale) / unit)
    model.shaderInputs.setProps({
      wallCamera: frame.uniforms,
      columns: { empty: [...this.props.empty], width: width * unit, height: height * unit, unit, texels: ground.texels },
    })
    // A column below the picture may reach into it.
    drawRuns(model, pass, [columnsBetween(mesh, view.minY - ((height + width) * unit) / camera.scale, view.maxY)])
  }

  destroy(): void {
    this.planted?.model.destroy()
    for (const buffer of this.planted?.buffers ?? []) buffer.destroy()
    this.planted = undefined
  }

  private plantedOn(ground: ColumnGround): Planted {
    const { geometry, state } = ground
    if (this.planted?.ground.geometry === geometry && this.planted.ground.state === state) return this.planted
    this.destroy()
    const mesh = columnMesh(geometry.labels)
    const corners = this.device.createBuffer({ data: mesh.corners })
    const indices = this.device.createBuffer({ usage: INDEX_USAGE, data: mesh.indices })
    const model = flatModel(this.device, {
      id: `columns-${geometry.level}`,
      vs: COLUMN_VS,
      fs: COLUMN_FS,
      modules: [wallCamera, columnUniforms],
      topology: 'triangle-list',
      layout: [{ name: 'corners', format: 'float32x4' }],
      attributes: { corners },
      indices,
      bindings: { stateTexture: state, paletteTexture: this.props.palette },
    })
    return (this.planted = { ground, mesh, buffers: [corners, indices], model })
  }
}
