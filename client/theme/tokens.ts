/** Every colour of the screen in one replaceable table; some cities fix colours by rule. SC3 */
export interface Palette {
  readonly ground: string
  readonly raised: string
  readonly line: string
  /** Figures, labels, notes: each at least 4.5:1 on the ground. */
  readonly text: readonly [string, string, string]
  /** Action, selection, progress and the time cursor, nothing else. */
  readonly accent: string
  /** Area tiers 低 to 高 (1–5): contrast to the ground rises with the tier. */
  readonly tier: readonly [string, string, string, string, string]
  /** Relayed official warnings, Ⅳ to Ⅰ. */
  readonly warning: readonly [string, string, string, string]
  /** Rivers and lakes under the areas. */
  readonly water: string
  /** Fill of an area without any figure; never a tier. */
  readonly empty: string
}

export const PALETTE: Palette = {
  ground: '#060b14',
  raised: '#0a1220',
  line: '#16233b',
  text: ['#f2f6fc', '#b9c9e2', '#8aa0c0'],
  accent: '#C4B5FD',
  tier: ['#104B29', '#355DA6', '#726529', '#B77A0B', '#FE4371'],
  warning: ['#2181EF', '#FDFBA1', '#F39E21', '#ED3D5B'],
  water: '#14305c',
  empty: '#1b2433',
}

/** Words in the shipped Chinese face, figures in a condensed tabular one; a glyph outside both is the pack's, else the system's. */
export const FACES = {
  words: `'Gridwall Hans', 'Gridwall City', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif`,
  figures: `'Gridwall Figures', 'Gridwall Hans', 'Gridwall City', 'Bahnschrift', 'DIN Alternate', sans-serif`,
} as const

/** The tokens as custom properties, in the order of the table. */
export function customProperties(palette: Palette): readonly (readonly [name: string, value: string])[] {
  return [
    ['--ground', palette.ground],
    ['--raised', palette.raised],
    ['--line', palette.line],
    ...palette.text.map((value, n) => [`--text-${n + 1}`, value] as const),
    ['--accent', palette.accent],
    ...palette.tier.map((value, n) => [`--tier-${n + 1}`, value] as const),
    ...palette.warning.map((value, n) => [`--warning-${4 - n}`, value] as const),
    ['--empty', palette.empty],
    ['--words', FACES.words],
    ['--figures', FACES.figures],
  ]
}

/** Puts a palette on the page, through the object model: the page allows no inline style. */
export function applyPalette(style: CSSStyleDeclaration, palette: Palette = PALETTE): void {
  for (const [name, value] of customProperties(palette)) style.setProperty(name, value)
}
