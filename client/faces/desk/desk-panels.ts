/** Ids of the desk's panels; also the names diagnostics uses. */
export const PANEL_IDS = [
  'headline',
  'network',
  'loop',
  'types',
  'vitality',
  'rates',
  'alarms',
  'warnings',
  'children',
  'events',
  'sources',
  'dims',
  'hazard',
] as const
export type PanelId = (typeof PANEL_IDS)[number]

/** Room a panel needs in units: below `min` it folds; `grow` is its share of what is left over. */
export interface PanelRoom {
  readonly id: PanelId
  readonly min: number
  readonly ideal: number
  readonly grow: number
  /** Takes turns with the panel before it unless every panel of its column has its ideal room. */
  readonly spare?: boolean
}

/** Left of the map: how things stand. In order of reading. */
export const LEFT: readonly PanelRoom[] = [
  { id: 'headline', min: 208, ideal: 212, grow: 0 },
  { id: 'network', min: 164, ideal: 172, grow: 0 },
  { id: 'loop', min: 86, ideal: 90, grow: 0 },
  { id: 'types', min: 190, ideal: 260, grow: 1 },
  { id: 'vitality', min: 170, ideal: 170, grow: 0, spare: true },
  { id: 'rates', min: 190, ideal: 330, grow: 1, spare: true },
]

/** The same where several columns stand on each side: the tall lists share the outer one. */
export const LEFT_OF_MANY: readonly PanelRoom[] = ['headline', 'network', 'loop', 'vitality', 'types', 'rates'].flatMap((id) =>
  LEFT.filter((panel) => panel.id === id),
)

/** Right of the map: what happens and where. */
export const RIGHT: readonly PanelRoom[] = [
  { id: 'alarms', min: 290, ideal: 420, grow: 2 },
  { id: 'warnings', min: 128, ideal: 142, grow: 0 },
  { id: 'children', min: 232, ideal: 490, grow: 2 },
  { id: 'events', min: 190, ideal: 270, grow: 1 },
  { id: 'sources', min: 124, ideal: 200, grow: 1, spare: true },
  { id: 'dims', min: 176, ideal: 330, grow: 2, spare: true },
  { id: 'hazard', min: 176, ideal: 190, grow: 0, spare: true },
]
