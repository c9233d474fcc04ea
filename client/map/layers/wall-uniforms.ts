import type { ShaderModule } from '@luma.gl/shadertools'

const block = `layout(std140) uniform wallCameraUniforms {
  vec2 target;
  vec2 clipScale;
  vec2 buffer;
  float ratio;
} wallCamera;
vec2 wallClip(vec2 metres) { return (metres - wallCamera.target) * wallCamera.clipScale; }
`

export const wallCamera = {
  name: 'wallCamera',
  vs: block,
  fs: block,
  uniformTypes: { target: 'vec2<f32>', clipScale: 'vec2<f32>', buffer: 'vec2<f32>', ratio: 'f32' },
} as const satisfies ShaderModule

/** Flat drawing over what lies below, premultiplied, no depth. */
export const FLAT_BLEND = {
  depthWriteEnabled: false,
  depthCompare: 'always',
  blend: true,
  blendColorOperation: 'add',
  blendColorSrcFactor: 'one',
  blendColorDstFactor: 'one-minus-src-alpha',
  blendAlphaOperation: 'add',
  blendAlphaSrcFactor: 'one',
  blendAlphaDstFactor: 'one-minus-src-alpha',
} as const
