import type { ShaderModule } from '@luma.gl/shadertools'

const block = `layout(std140) uniform cellsUniforms {
  vec3 empty;
  float opacity;
  vec3 ground;
  float through;
  highp int width;
} cells;
`

export const cellUniforms = {
  name: 'cells',
  vs: block,
  fs: block,
  uniformTypes: { empty: 'vec3<f32>', opacity: 'f32', ground: 'vec3<f32>', through: 'f32', width: 'i32' },
} as const satisfies ShaderModule

/** Reads the cell's texel once a vertex; the palette's alpha is what a fill lets through of all its layer does: palette index, pattern, marks (1 selected, 2 hovered, 4 outside the selection). */
export const CELL_VS = `#version 300 es
#define SHADER_NAME cell-layer-vs
in vec2 positions;
in float rows;
uniform highp sampler2D stateTexture;
uniform highp sampler2D paletteTexture;
flat out vec4 vColour;
flat out ivec2 vLook;
void main(void) {
  int row = int(rows);
  ivec4 texel = ivec4(texelFetch(stateTexture, ivec2(row % cells.width, row / cells.width), 0) * 255.0 + 0.5);
  vColour = texel.g == 3 ? vec4(cells.empty, 1.0) : texelFetch(paletteTexture, ivec2(texel.r, 0), 0);
  vLook = texel.gb;
  gl_Position = vec4(wallClip(positions), 0.0, 1.0);
}
`

export const CELL_FS = `#version 300 es
#define SHADER_NAME cell-layer-fs
precision highp float;
precision highp int;
flat in vec4 vColour;
flat in ivec2 vLook;
out vec4 fragColor;
void main(void) {
  vec3 colour = vColour.rgb;
  float through = cells.through * vColour.a;
  vec2 at = gl_FragCoord.xy / wallCamera.ratio;
  if (vLook.x == 1) {
    float stripe = smoothstep(2.5, 3.5, mod(at.x + at.y, 9.0));
    colour = mix(cells.empty, colour, 0.25 + 0.6 * stripe);
  } else if (vLook.x == 2) {
    float dots = 1.0 - smoothstep(1.0, 1.8, length(mod(at, 7.0) - 3.5));
    colour = mix(cells.empty, vec3(0.54, 0.63, 0.75), dots * 0.8);
  } else if (vLook.x == 3) {
    float line = 1.0 - smoothstep(0.4, 1.0, mod(at.x + at.y, 6.0));
    colour = mix(cells.empty, vec3(0.165, 0.227, 0.341), line);
  }
  if ((vLook.y & 4) != 0) colour *= 0.42;
  if ((vLook.y & 3) != 0) colour = mix(colour, vec3(1.0), 0.10);
  // What shows through only adds to the fill: where nothing but the ground lies below, the fill is its own colour.
  fragColor = vec4(max(colour - cells.ground * through, 0.0), 1.0 - through) * cells.opacity;
}
`
