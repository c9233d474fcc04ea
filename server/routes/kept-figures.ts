import type { BriefingBody, KeptBriefing, KeptFigure } from '../../shared/domain/briefing-act.ts'
import type { CityManifest } from '../../shared/domain/city.ts'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import { hasNumber } from '../../shared/figures/value-state.ts'
import { stepsBelow } from '../delta/scope-rows.ts'
import { RefusedQuery } from './query.ts'
import { isoTime, nodeFacts, nodeOf, type ReadParts } from './read-parts.ts'

export interface KeptParts extends ReadParts {
  readonly manifest: CityManifest
  readonly rules: RuleBook
}

const TIER_KEY = /^tier=([1-5]|none)$/

/** Units of a level below a node at a tier, or without one. */
function tierCount({ published, tree }: KeptParts, { node, level, tier }: { node: number; level: number; tier: number }): number {
  const key = published.keys.findIndex((def) => def.key === 'tier')
  let count = 0
  for (let at = 0; at < published.size; at += 1) {
    if (tree.level(at) !== level || stepsBelow(tree, at, node) < 0) continue
    const v = published.value(key, at)
    if (Number.isNaN(v) ? tier === 0 : v === tier) count += 1
  }
  return count
}

/** How many sources are late or silent. */
const sourcesBehind = ({ published }: KeptParts): number =>
  published.sources().filter(({ state }) => state === 'late' || state === 'stale').length

type Asked = BriefingBody['scenes'][number]['figures'][number]

/** The value of one figure as it is published at this moment; counts that a screen makes of published figures are made again. */
function keptFigure(parts: KeptParts, node: number, level: number, { key, label }: Asked): KeptFigure | undefined {
  const { published } = parts
  const asOf = isoTime(published.asOf * 1000)
  const counted = (v: number): KeptFigure => {
    return { key, label, v, state: v === 0 ? 'zero' : 'live', asOf, shape: 'count', decimals: 0, cls: 'T' }
  }
  const tier = TIER_KEY.exec(key)?.[1]
  if (tier !== undefined) return counted(tierCount(parts, { node, level, tier: tier === 'none' ? 0 : Number(tier) }))
  const behind = key === 'sources.behind' ? sourcesBehind(parts) : undefined
  if (behind !== undefined) return counted(behind)
  const at = published.keys.findIndex((def) => def.key === key)
  const def = published.keys[at]
  if (def === undefined) return undefined
  const state = published.state(at, node)
  const v = hasNumber(state) ? published.value(at, node) : null
  const { shape, decimals, cls } = def
  return { key, label, v, state, asOf, shape, decimals, cls }
}

/** Fills a briefing's words with the figures of the newest publication. BR1 */
export function keptBriefing(parts: KeptParts, { node: code, level, lang, scenes }: BriefingBody): KeptBriefing {
  const { published, tree, manifest, rules } = parts
  const node = nodeOf(parts, code)
  if (level <= tree.level(node) && scenes.some(({ figures }) => figures.some(({ key }) => TIER_KEY.test(key))))
    throw new RefusedQuery(400, 'bad-level', 'level is the rank of a level below the node, whose tiers are counted.')
  const { epoch, seq, asOf, mode } = published
  const filled = scenes.map(({ figures, ...said }) => ({
    ...said,
    figures: figures.flatMap((figure) => keptFigure(parts, node, level, figure) ?? []),
  }))
  return {
    node: tree.code(node),
    city: manifest.name[lang],
    place: nodeFacts(tree, node).name[lang],
    lang,
    asOf: isoTime(asOf * 1000),
    mode,
    epoch,
    seq,
    rules: rules.tiers.map(({ id, version }) => `${id} ${version}`),
    notice: [manifest.notice.boundaries[lang], manifest.notice.approval[lang]].join(' · '),
    scenes: filled,
  }
}
