import type { Device, Texture } from '@luma.gl/core'

/** Marks of a cell, as bits of its third byte. */
export const MARK = { selected: 1, hovered: 2, outside: 4 } as const

const BYTES_A_TEXEL = 4
const WIDTH = 128

/** CPU side of a level's state: one RGBA8 texel a cell: palette index, pattern, marks, unused. SC-M2 */
export class StateTexels {
  readonly width = WIDTH
  readonly height: number
  readonly bytes: Uint8Array
  private changed = true

  constructor(cells: number) {
    this.height = Math.max(1, Math.ceil(cells / WIDTH))
    this.bytes = new Uint8Array(this.width * this.height * BYTES_A_TEXEL)
  }

  /** Writes one cell's figure; counts as a change only where a byte differs. */
  put(cell: number, index: number, pattern: number): void {
    const at = cell * BYTES_A_TEXEL
    if (this.bytes[at] === index && this.bytes[at + 1] === pattern) return
    this.bytes[at] = index
    this.bytes[at + 1] = pattern
    this.changed = true
  }

  mark(cell: number, marks: number): void {
    const at = cell * BYTES_A_TEXEL + 2
    if (this.bytes[at] === marks) return
    this.bytes[at] = marks
    this.changed = true
  }

  marksOf(cell: number): number {
    return this.bytes[cell * BYTES_A_TEXEL + 2] ?? 0
  }

  /** Palette index and pattern of a cell, as the shader will read them. */
  lookOf(cell: number): readonly [index: number, pattern: number] {
    return [this.bytes[cell * BYTES_A_TEXEL] ?? 0, this.bytes[cell * BYTES_A_TEXEL + 1] ?? 0]
  }

  /** True once after any change: then the bytes must go to the GPU. */
  takeChanged(): boolean {
    const was = this.changed
    this.changed = false
    return was
  }

  get pending(): boolean {
    return this.changed
  }
}

/** The texture of a level's state; one upload a frame at most, whole: cheaper than any choice of rows. SC-M2 */
export class StateTexture {
  readonly texture: Texture
  private readonly texels: StateTexels

  constructor(device: Device, texels: StateTexels) {
    this.texels = texels
    texels.takeChanged()
    this.texture = nearestTexture(device, texels.bytes, texels.width, texels.height)
  }

  /** Uploads what changed since the last frame; returns the bytes sent. */
  upload(): number {
    if (!this.texels.takeChanged()) return 0
    const { bytes, width, height } = this.texels
    this.texture.writeData(bytes, { x: 0, y: 0, width, height })
    return bytes.byteLength
  }
}

/** An RGBA8 texture read by whole texels only. */
export function nearestTexture(device: Device, data: Uint8Array, width: number, height: number): Texture {
  return device.createTexture({
    format: 'rgba8unorm',
    width,
    height,
    mipLevels: 1,
    data,
    sampler: { minFilter: 'nearest', magFilter: 'nearest', addressModeU: 'clamp-to-edge', addressModeV: 'clamp-to-edge' },
  })
}
