import { ROLES } from '../../../shared/domain/role.ts'
import { keyName } from '../../i18n/key-names.ts'
import type { CardWord } from '../../i18n/card-words.ts'
import type { Named } from '../../i18n/words.ts'
import { rowsInside } from '../../state/level-tally.ts'
import { keyOf, readFigure, type FigureView } from '../../state/read-figure.ts'
import { tierReasons, type TierReason } from '../../state/tier-reason.ts'
import type { ScopeReader } from '../../state/wall-state.ts'
import type { PanelRead } from '../../state/wall-store.ts'

/** In the order of reading; what the scope holds of them is shown. */
const KEYS = [
  ['cases.open', 'card.open'],
  ['cases.overdue', 'card.overdue'],
  ['cases.reported.day', 'card.reported'],
  ['cases.onTimeRate.month', 'card.onTime'],
  ['checks.coverage', 'card.coverage'],
  ['events.h1', 'card.events'],
  ['service.requested', 'card.requests'],
] as const satisfies readonly (readonly [key: string, word: CardWord])[]
const NO_CATALOGUE = { types: new Map<string, Named>(), dimensions: new Map<string, Named>() }

export interface CardFigure {
  readonly word: CardWord
  readonly of: FigureView
}

/** What the card says of one area: where it is, how it stands, why, since when, from whom. */
export interface CardView {
  readonly code: string
  readonly name: Named
  readonly level: Named | undefined
  /** Names from the city down to the area's parent. */
  readonly path: readonly Named[]
  readonly tier: FigureView
  readonly figures: readonly CardFigure[]
  readonly reasons: readonly (TierReason & { readonly name: Named })[]
  readonly version: string
  /** Names of the sources that the tier rests on. */
  readonly sources: readonly Named[]
  /** Epoch ms the figures stand for. */
  readonly asOf: number
  readonly timezone: string
}

type Read = Pick<PanelRead, 'wall' | 'focus' | 'city' | 'view'>

/** The area under the pointer or the cursor of keys, else the selected one; the whole city needs no card. */
function subject({ wall, focus, view }: Read): { reader: ScopeReader; row: number } | undefined {
  const code = view.hovered === '' ? view.node : view.hovered
  for (const reader of [wall, focus]) {
    const row = reader?.rowOf(code) ?? -1
    if (reader && row >= 0) return reader.nodes[row]?.parent === '' ? undefined : { reader, row }
  }
  return undefined
}

function pathAbove(wall: ScopeReader | undefined, parent: string): Named[] {
  const node = wall?.nodes[wall.rowOf(parent)]
  return node === undefined ? [] : [...pathAbove(wall, node.parent), { zh: node.zh, en: node.en }]
}

const ruleInForce = (city: NonNullable<PanelRead['city']>) => city.rules.tiers.find(({ inForce }) => inForce)

/** Grids at or below a row; only asked where a rule compares per 100 grids. */
function gridsUnder(reader: ScopeReader, row: number, gridLevel: number): number {
  const inside = rowsInside(reader, row)
  return reader.nodes.reduce((count, node, at) => count + Number(node.level === gridLevel && inside(at)), 0)
}

function reasonsOf({ reader, row }: { reader: ScopeReader; row: number }, city: NonNullable<PanelRead['city']>) {
  const level = reader.nodes[row]?.level ?? 0
  const role = ROLES.find((one) => one === city.levels[level]?.role)
  const rule = ruleInForce(city)
  const value = (key: string) => reader.figure(key, row).v ?? Number.NaN
  const perGrid = rule?.kind === 'computed' && Object.values(rule.inputs).some(({ per100Grids }) => per100Grids)
  const gridLevel = city.levels.findIndex((each) => each.role === 'grid')
  const grids = perGrid ? gridsUnder(reader, row, gridLevel) : 1
  return tierReasons(rule, { role, value, grids }).map((reason) => ({ ...reason, name: nameOf(reader, reason.key) }))
}

function nameOf(reader: ScopeReader, key: string): Named {
  const def = keyOf(reader, key)
  return def === undefined ? { zh: key, en: key } : keyName(def, NO_CATALOGUE)
}

/** All the card shows; undefined where there is no area to speak of. */
export function cardView(read: Read): CardView | undefined {
  const at = subject(read)
  const { city, wall } = read
  const node = at?.reader.nodes[at.row]
  if (at === undefined || node === undefined || city === undefined) return undefined
  const { reader, row } = at
  const reasons = reasonsOf(at, city)
  const kinds = new Set(reasons.map(({ key }) => String(keyOf(reader, key)?.requires)))
  return {
    code: node.code,
    name: { zh: node.zh, en: node.en },
    level: city.levels[node.level]?.name,
    path: pathAbove(wall, node.parent),
    tier: readFigure(reader, 'tier', row),
    figures: KEYS.filter(([key]) => keyOf(reader, key)).map(([key, word]) => ({ word, of: readFigure(reader, key, row) })),
    reasons,
    version: ruleInForce(city)?.version ?? '',
    sources: city.sources
      .filter(({ state, kinds: own }) => state !== 'none' && own.some((kind) => kinds.has(kind)))
      .map(({ name }) => name),
    asOf: reader.figure('tier', row).asOf,
    timezone: city.timezone,
  }
}
