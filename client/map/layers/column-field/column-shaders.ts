import type { ShaderModule } from '@luma.gl/shadertools'

const block = `layout(std140) uniform columnsUniforms {
  vec3 empty;
  float width;
  float height;
  float unit;
  highp int texels;
} columns;
`

export const columnUniforms = {
  name: 'columns',
  vs: block,
  fs: block,
  uniformTypes: { empty: 'vec3<f32>', width: 'f32', height: 'f32', unit: 'f32', texels: 'i32' },
} as const satisfies ShaderModule

/** Height, colour and marks come from the area's texel, as its fill's do; without a number the prism is its flat top alone. */
export const COLUMN_VS = `#version 300 es
#define SHADER_NAME column-field-vs
in vec4 corners;
uniform highp sampler2D stateTexture;
uniform highp sampler2D paletteTexture;
flat out vec3 vColour;
flat out ivec3 vLook;
out vec2 vAt;
void main(void) {
  int row = int(corners.z);
  int corner = int(corners.w);
  int face = corner / 4;
  vec2 at = vec2(float(corner & 1), float((corner >> 1) & 1));
  ivec4 texel = ivec4(texelFetch(stateTexture, ivec2(row % columns.texels, row / columns.texels), 0) * 255.0 + 0.5);
  bool isKnown = texel.g < 2;
  float high = isKnown && texel.r > 0 ? max(2.0 * columns.unit, columns.height * float(texel.r) / 255.0) : 0.0;
  float wide = columns.width;
  float deep = wide * 0.45;
  vec2 px = vec2((at.x - 0.5) * wide, at.y * high);
  if (face == 1) px = vec2(wide * 0.5 + at.x * deep, at.y * high + at.x * deep);
  if (face == 2) px = vec2((at.x - 0.5) * wide + at.y * deep, high + at.y * deep);
  vColour = isKnown ? texelFetch(paletteTexture, ivec2(texel.r, 0), 0).rgb : columns.empty;
  vLook = ivec3(texel.gb, face);
  vAt = at;
  gl_Position = vec4(wallClip(corners.xy) + px * 2.0 * wallCamera.ratio / wallCamera.buffer, 0.0, 1.0);
}
`

export const COLUMN_FS = `#version 300 es
#define SHADER_NAME column-field-fs
precision highp float;
precision highp int;
flat in vec3 vColour;
flat in ivec3 vLook;
in vec2 vAt;
out vec4 fragColor;
const vec3 MARK = vec3(0.54, 0.63, 0.75);
void main(void) {
  vec3 colour = vColour;
  vec2 px = gl_FragCoord.xy / wallCamera.ratio;
  if (vLook.x == 1) {
    colour = mix(columns.empty, colour, 0.3 + 0.6 * step(3.0, mod(px.x + px.y, 6.0)));
  } else if (vLook.x == 2) {
    colour = mix(columns.empty, MARK, step(mod(px.x, 3.0), 1.5) * step(mod(px.y, 3.0), 1.5));
  } else if (vLook.x == 3) {
    vec2 rim = min(vAt, 1.0 - vAt) / fwidth(vAt);
    colour = mix(columns.empty, MARK, 1.0 - step(wallCamera.ratio, min(rim.x, rim.y)));
  }
  if (vLook.z == 1) colour *= 0.55;
  if (vLook.z == 2 && vLook.x < 2) colour = mix(colour, vec3(1.0), 0.22);
  if ((vLook.y & 4) != 0) colour *= 0.42;
  if ((vLook.y & 3) != 0) colour = mix(colour, vec3(1.0), 0.3);
  fragColor = vec4(colour, 1.0);
}
`
