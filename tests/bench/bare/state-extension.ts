import { LayerExtension, type Layer } from '@deck.gl/core'
import type { Texture } from '@luma.gl/core'
import type { ShaderModule } from '@luma.gl/shadertools'

interface StateProps {
  readonly stateTexture: Texture
  readonly stateWidth: number
}

const stateModule = {
  name: 'bareState',
  vs: `layout(std140) uniform bareStateUniforms { highp int width; } bareState;
uniform highp sampler2D bareState_texels;
vec4 bareState_texel;
`,
  inject: {
    'vs:#main-start': `int row_ = int(rowIndexes);
bareState_texel = texelFetch(bareState_texels, ivec2(row_ % bareState.width, row_ / bareState.width), 0);`,
    'vs:DECKGL_FILTER_COLOR': 'color = vec4(bareState_texel.rgb, 1.0);',
  },
  uniformTypes: { width: 'i32' },
} as const satisfies ShaderModule

/** The least that draws areas by a state texture in deck.gl's own polygon layer: colour straight from the texel. */
export class StateExtension extends LayerExtension {
  static override extensionName = 'StateExtension'
  static override defaultProps = {
    stateTexture: { type: 'object', value: null },
    stateWidth: 128,
  }

  override getShaders(): { modules: ShaderModule[] } {
    return { modules: [stateModule] }
  }

  override draw(this: Layer<StateProps>): void {
    const { stateTexture, stateWidth } = this.props
    this.setShaderModuleProps({ bareState: { bareState_texels: stateTexture, width: stateWidth } })
  }
}
