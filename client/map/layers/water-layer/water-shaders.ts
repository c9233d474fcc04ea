import type { ShaderModule } from '@luma.gl/shadertools'

const block = `layout(std140) uniform waterUniforms {
  vec4 colour;
} water;
`

export const waterUniforms = {
  name: 'water',
  vs: block,
  fs: block,
  uniformTypes: { colour: 'vec4<f32>' },
} as const satisfies ShaderModule

export const WATER_VS = `#version 300 es
#define SHADER_NAME water-layer-vs
in vec2 positions;
void main(void) {
  gl_Position = vec4(wallClip(positions), 0.0, 1.0);
}
`

export const WATER_FS = `#version 300 es
#define SHADER_NAME water-layer-fs
precision highp float;
out vec4 fragColor;
void main(void) {
  fragColor = vec4(water.colour.rgb * water.colour.a, water.colour.a);
}
`
