import type { ShaderModule } from '@luma.gl/shadertools'

const block = `layout(std140) uniform borderUniforms {
  vec4 colour;
  float halfWidth;
} border;
`

export const borderUniforms = {
  name: 'border',
  vs: block,
  fs: block,
  uniformTypes: { colour: 'vec4<f32>', halfWidth: 'f32' },
} as const satisfies ShaderModule

/** Widens each edge to a quad in screen space; half a pixel more on each side is for the soft rim. */
export const BORDER_VS = `#version 300 es
#define SHADER_NAME border-layer-vs
in vec4 ends;
in float corners;
out float vAcross;
void main(void) {
  vec2 from = wallClip(ends.xy) * wallCamera.buffer * 0.5;
  vec2 to = wallClip(ends.zw) * wallCamera.buffer * 0.5;
  vec2 along = to - from;
  float span = length(along);
  along = span > 1e-6 ? along / span : vec2(1.0, 0.0);
  float side = mod(corners, 2.0) * 2.0 - 1.0;
  float far = step(1.5, corners);
  float reach = border.halfWidth + 0.75;
  vec2 at = mix(from, to, far) + vec2(-along.y, along.x) * side * reach + along * (far * 2.0 - 1.0) * border.halfWidth * 0.7;
  vAcross = side * reach;
  gl_Position = vec4(at / (wallCamera.buffer * 0.5), 0.0, 1.0);
}
`

export const BORDER_FS = `#version 300 es
#define SHADER_NAME border-layer-fs
precision highp float;
in float vAcross;
out vec4 fragColor;
void main(void) {
  float cover = clamp(border.halfWidth + 0.5 - abs(vAcross), 0.0, min(1.0, border.halfWidth * 2.0));
  float alpha = border.colour.a * cover;
  fragColor = vec4(border.colour.rgb * alpha, alpha);
}
`
