import type { Buffer, BufferLayout, Device, RenderPass, Texture } from '@luma.gl/core'
import { Model } from '@luma.gl/engine'
import { GLSLShaderAssembler, type ShaderModule } from '@luma.gl/shadertools'
import { FLAT_BLEND } from './wall-uniforms.ts'

/** Of its own: deck's shared one adds uniform blocks that these shaders do not use and would have to bind. */
const assembler = new GLSLShaderAssembler()

export interface FlatModelProps {
  readonly id: string
  readonly vs: string
  readonly fs: string
  readonly modules: readonly ShaderModule[]
  readonly topology: 'triangle-list' | 'point-list'
  readonly layout: BufferLayout[]
  readonly attributes: Readonly<Record<string, Buffer>>
  readonly indices?: Buffer | undefined
  readonly bindings?: Readonly<Record<string, Texture>> | undefined
  readonly vertexCount?: number | undefined
}

/** A model without depth or culling, blended over what lies below. */
export function flatModel(device: Device, props: FlatModelProps): Model {
  return new Model(device, {
    id: props.id,
    vs: props.vs,
    fs: props.fs,
    modules: [...props.modules],
    topology: props.topology,
    bufferLayout: props.layout,
    attributes: { ...props.attributes },
    indexBuffer: props.indices ?? null,
    bindings: { ...props.bindings },
    vertexCount: props.vertexCount ?? 0,
    isInstanced: false,
    parameters: FLAT_BLEND,
    shaderAssembler: assembler,
  })
}

const BYTES_AN_INDEX = 4

/** Draws runs of an index buffer of 32-bit indices. */
export function drawRuns(model: Model, pass: RenderPass, runs: readonly { first: number; count: number }[]): void {
  for (const { first, count } of runs) {
    model.setVertexCount(count)
    // WebGL takes the offset into the index buffer in bytes.
    model.setDrawOffsets({ firstVertex: first * BYTES_AN_INDEX, firstIndex: first })
    model.draw(pass)
  }
}

/** luma's `Buffer.INDEX`, as a number so that only types of its core are imported. */
export const INDEX_USAGE = 0x10
