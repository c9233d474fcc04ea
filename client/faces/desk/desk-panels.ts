/** Ids of the desk's panels; also the names diagnostics uses. */
export const PANEL_IDS = [
  'headline',
  'network',
  'loop',
  'types',
  'vitality',
  'rates',
  'warnings',
  'children',
  'events',
  'sources',
  'dims',
] as const
export type PanelId = (typeof PANEL_IDS)[number]

/** Room a panel needs in units: below `min` it folds; `grow` is its share of what is left over. */
export interface PanelRoom {
  readonly id: PanelId
  readonly min: number
  readonly ideal: number
  readonly grow: number
}

/** Left of the map: how things stand. In order of reading. */
export const LEFT: readonly PanelRoom[] = [
  { id: 'headline', min: 196, ideal: 208, grow: 0 },
  { id: 'network', min: 214, ideal: 232, grow: 0 },
  { id: 'loop', min: 96, ideal: 104, grow: 0 },
  { id: 'types', min: 196, ideal: 260, grow: 1 },
  { id: 'vitality', min: 168, ideal: 190, grow: 0 },
  { id: 'rates', min: 230, ideal: 330, grow: 1 },
]

/** Right of the map: what happens and where. */
export const RIGHT: readonly PanelRoom[] = [
  { id: 'warnings', min: 128, ideal: 142, grow: 0 },
  { id: 'children', min: 232, ideal: 430, grow: 2 },
  { id: 'events', min: 190, ideal: 270, grow: 1 },
  { id: 'sources', min: 124, ideal: 160, grow: 0 },
  { id: 'dims', min: 200, ideal: 330, grow: 2 },
]
