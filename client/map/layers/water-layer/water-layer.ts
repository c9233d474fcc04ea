import type { Buffer, Device, RenderPass } from '@luma.gl/core'
import type { Model } from '@luma.gl/engine'
import { drawRuns, flatModel, INDEX_USAGE } from '../flat-model.ts'
import type { WallDrawing, WallFrame } from '../wall-frame.ts'
import { wallCamera } from '../wall-uniforms.ts'
import type { WaterMesh } from './water-mesh.ts'
import { WATER_FS, WATER_VS, waterUniforms } from './water-shaders.ts'

export interface WaterLook {
  /** 0 … 1, opacity last; opacity 0 skips the water. */
  readonly colour: readonly [number, number, number, number]
}

/** Rivers and lakes under the areas, which let a little of them through. SC-M12 */
export class WaterLayer implements WallDrawing {
  private readonly mesh: WaterMesh
  private readonly look: (frame: WallFrame) => WaterLook
  private readonly buffers: readonly Buffer[]
  private readonly model: Model

  constructor(device: Device, mesh: WaterMesh, look: (frame: WallFrame) => WaterLook) {
    this.mesh = mesh
    this.look = look
    const positions = device.createBuffer({ data: mesh.positions })
    const indices = device.createBuffer({ usage: INDEX_USAGE, data: mesh.indices })
    this.buffers = [positions, indices]
    this.model = flatModel(device, {
      id: 'water',
      vs: WATER_VS,
      fs: WATER_FS,
      modules: [wallCamera, waterUniforms],
      topology: 'triangle-list',
      layout: [{ name: 'positions', format: 'float32x2' }],
      attributes: { positions },
      indices,
    })
  }

  draw(frame: WallFrame, pass: RenderPass): void {
    const { colour } = this.look(frame)
    if (colour[3] <= 0 || this.mesh.indices.length === 0) return
    this.model.shaderInputs.setProps({ wallCamera: frame.uniforms, water: { colour: [...colour] } })
    drawRuns(this.model, pass, [{ first: 0, count: this.mesh.indices.length }])
  }

  destroy(): void {
    this.model.destroy()
    for (const buffer of this.buffers) buffer.destroy()
  }
}
