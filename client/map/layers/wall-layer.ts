import { Layer, type LayerProps } from '@deck.gl/core'
import type { RenderPass } from '@luma.gl/core'
import type { WallDrawing, WallFrame } from './wall-frame.ts'

/** The list is read anew in every frame, so that a piece of the city arriving later needs no new layer. */
export interface Scene {
  frame(): WallFrame
  drawings(): readonly WallDrawing[]
}

interface WallLayerProps extends LayerProps {
  readonly scene: Scene
}

/** The one deck.gl layer of the wall: fills, borders and points in one pass, without deck's per-layer work for each. */
export class WallLayer extends Layer<WallLayerProps> {
  static override layerName = 'WallLayer'
  static override defaultProps = { scene: { type: 'object', value: null, compare: true } }

  override initializeState(): void {
    this.setState({})
  }

  override draw({ renderPass }: { readonly renderPass: RenderPass }): void {
    const { scene } = this.props
    const frame = scene.frame()
    for (const drawing of scene.drawings()) drawing.draw(frame, renderPass)
  }
}
