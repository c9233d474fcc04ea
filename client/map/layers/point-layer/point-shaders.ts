import type { ShaderModule } from '@luma.gl/shadertools'

const block = `layout(std140) uniform pointsUniforms {
  float scale;
  float opacity;
} points;
`

export const pointUniforms = {
  name: 'points',
  vs: block,
  fs: block,
  uniformTypes: { scale: 'f32', opacity: 'f32' },
} as const satisfies ShaderModule

/** One vertex a point: software rasterisers draw instanced squares nineteen times slower. */
export const POINT_VS = `#version 300 es
#define SHADER_NAME point-layer-vs
in vec3 places;
in vec4 colours;
out vec4 vColour;
out float vSize;
void main(void) {
  vColour = vec4(colours.rgb, colours.a * points.opacity);
  vSize = max(1.0, places.z * points.scale);
  gl_PointSize = vSize + 1.0;
  gl_Position = vec4(wallClip(places.xy), 0.0, 1.0);
}
`

export const POINT_FS = `#version 300 es
#define SHADER_NAME point-layer-fs
precision highp float;
in vec4 vColour;
in float vSize;
out vec4 fragColor;
void main(void) {
  float away = length(gl_PointCoord - 0.5) * (vSize + 1.0);
  float cover = clamp(vSize * 0.5 + 0.5 - away, 0.0, 1.0);
  float alpha = vColour.a * cover;
  fragColor = vec4(vColour.rgb * alpha, alpha);
}
`
