import type { RenderPass } from '@luma.gl/core'
import { viewBox, type Camera, type StageSize } from '../camera.ts'
import type { Chunk } from '../level-geometry.ts'
import { boxesMeet, type Box } from '../plane.ts'

/** What every layer needs to draw one frame. */
export interface WallFrame {
  readonly camera: Camera
  readonly size: StageSize
  /** Device pixels a CSS pixel. */
  readonly ratio: number
  /** CSS pixels of the layout's unit: 1 at 1920 × 1080. */
  readonly unit: number
  /** A base map shows under the picture. */
  readonly under: boolean
  readonly view: Box
  readonly uniforms: {
    readonly target: [number, number]
    readonly clipScale: [number, number]
    readonly buffer: [number, number]
    readonly ratio: number
  }
}

/** One piece of the picture, drawn in the order of the list. */
export interface WallDrawing {
  draw(frame: WallFrame, pass: RenderPass): void
  destroy(): void
}

export function wallFrame(
  camera: Camera,
  size: StageSize,
  { ratio, unit, under }: Pick<WallFrame, 'ratio' | 'unit' | 'under'>,
): WallFrame {
  return {
    camera,
    size,
    ratio,
    unit,
    under,
    view: viewBox(camera, size, 8),
    uniforms: {
      target: [camera.x, camera.y],
      clipScale: [(2 * camera.scale) / size.width, (2 * camera.scale) / size.height],
      buffer: [Math.round(size.width * ratio), Math.round(size.height * ratio)],
      ratio,
    },
  }
}

/** Visible chunks as runs of indices; neighbours with a short gap between them become one draw call. */
export function visibleRuns(chunks: readonly Chunk[], view: Box): { first: number; count: number }[] {
  const shortGap = 3000
  const runs: { first: number; count: number }[] = []
  for (const chunk of chunks) {
    if (!boxesMeet(chunk.box, view)) continue
    const last = runs.at(-1)
    if (last && chunk.first - (last.first + last.count) <= shortGap) last.count = chunk.first + chunk.count - last.first
    else runs.push({ first: chunk.first, count: chunk.count })
  }
  return runs
}
