import { Router, type Request } from 'express'
import { createCalendar, type CityCalendar } from '../../shared/domain/calendar.ts'
import { isWaiting } from '../../shared/domain/alarm.ts'
import type { CityManifest } from '../../shared/domain/city.ts'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import { SMALLEST_SHOWN } from '../../shared/domain/privacy-class.ts'
import { formulaOf } from '../../shared/figures/formulas.ts'
import type { KeyDef } from '../../shared/figures/keys.ts'
import { hasNumber } from '../../shared/figures/value-state.ts'
import { SLIDING } from '../../shared/figures/windows.ts'
import { stepsBelow } from '../delta/scope-rows.ts'
import type { CaseFiles } from '../publish/case-files.ts'
import { aboutNames, alarmWords, type AlarmRouteParts } from './alarm-words.ts'
import { hazardBehind } from './hazard-behind.ts'
import { COUNTED_BY_LEVEL, levelsBelow } from './levels-below.ts'
import { indexRuleNow, needsSource, type NeedsSource } from './figure-sources.ts'
import { pairBehind } from './pair-behind.ts'
import { Query, RefusedQuery, answering } from './query.ts'
import { isoTime, nodeFacts, nodeOf } from './read-parts.ts'
import { tierBehind, tierRuleNow, tiersBelow } from './tier-behind.ts'
import { unitBehind } from './unit-behind.ts'

export interface ExplainRouteParts extends AlarmRouteParts {
  readonly manifest: CityManifest
  readonly cases: CaseFiles
  readonly rules: RuleBook
  /** Names the content of the city pack, boundaries included. */
  readonly boundaries: string
}

const MOST_PARTS = 8
const MOST_BEHIND = 5

/** What a figure stands on, from published state alone. AG7 */
export class Explainer {
  readonly #parts: ExplainRouteParts
  readonly #keys: ReadonlyMap<string, number>
  readonly #calendar: CityCalendar
  readonly #names: ReturnType<typeof aboutNames>
  readonly #needs: NeedsSource

  constructor(parts: ExplainRouteParts) {
    this.#parts = parts
    this.#keys = new Map(parts.published.keys.map(({ key }, at) => [key, at]))
    this.#calendar = createCalendar(parts.manifest)
    this.#names = aboutNames(parts.catalogue)
    this.#needs = needsSource({ ...parts, calendar: this.#calendar })
  }

  answer(request: Request): object {
    const query = new Query(request, ['node', 'key', 'unit'])
    return this.explain(nodeOf(this.#parts, query.text('node')), query.text('key') ?? '', query.text('unit'))
  }

  /** A figure of an area, or of one responsible unit in it. */
  explain(node: number, name: string, unitCode?: string): object {
    const { published, tree } = this.#parts
    const key = this.#keys.get(name)
    if (key === undefined)
      throw new RefusedQuery(400, 'unknown-key', 'key names a figure of this city, e.g. cases.onTimeRate.month.')
    const def = published.keys[key] as KeyDef
    const formula = formulaOf(def)
    const pair = def.base.startsWith('index.') ? indexRuleNow({ ...this.#parts, calendar: this.#calendar }) : undefined
    const { epoch, seq, asOf, mode } = published
    const unit = unitCode === undefined ? undefined : unitBehind(this.#parts, unitCode, node)
    const shown = (of: string) => unit?.shown(of, this.#keys.get(of) ?? -1) ?? this.#shown(of, node)
    return {
      epoch,
      seq,
      asOf: isoTime(asOf * 1000),
      mode,
      node: nodeFacts(tree, node),
      ...(unit ? { unit: unit.facts } : {}),
      class: def.cls,
      ...shown(def.key),
      formula: formula && { zh: formula.zh, en: formula.en },
      ...(def.of ? { numerator: shown(def.of.numerator), denominator: shown(def.of.denominator) } : {}),
      window: this.#window(def),
      parts: unit ? { shown: [], more: 0 } : this.#children(def, node),
      ...(def.key === 'tier' ? this.#tier(node, key) : {}),
      ...(COUNTED_BY_LEVEL.has(def.key) && !unit ? { levelsBelow: levelsBelow(this.#parts, node, key) } : {}),
      ...(pair ? { pair: pairBehind(pair, (name) => ({ ...this.#shown(name, node), sources: this.#sourcesOf(name) })) } : {}),
      ...(def.hazard ? { hazard: hazardBehind(def, this.#parts.catalogue, (name) => this.#shown(name, node)) } : {}),
      sources: this.#sources(def, key),
      rule: { id: formula?.rule, version: this.#ruleVersion(def) },
      boundaries: { version: this.#parts.boundaries },
      now: this.#now(node, shown, unit?.at),
    }
  }

  /** A figure as it is published: P and X below their threshold as `‹k`. */
  #shown(name: string, node: number) {
    const { published, tree } = this.#parts
    const key = this.#keys.get(name)
    if (key === undefined) return { key: name, v: null, state: 'none' as const }
    const def = published.keys[key] as KeyDef
    const allowed = published.keysAt(tree.level(node)).includes(key)
    const state = allowed ? published.state(key, node) : ('forbidden' as const)
    const v = hasNumber(state) ? published.value(key, node) : null
    return { key: name, v, state, ...(state === 'suppressed' && def.cls !== 'T' ? { shown: `‹${SMALLEST_SHOWN[def.cls]}` } : {}) }
  }

  #tier(node: number, key: number): object {
    const parts = { ...this.#parts, calendar: this.#calendar }
    return { tier: tierBehind(parts, node, this.#keys), tiersBelow: tiersBelow(parts, node, key) }
  }

  #window({ window }: KeyDef): object {
    const { asOf } = this.#parts.published
    if (window === 'now' || window === 'all') return { name: window, to: isoTime(asOf * 1000) }
    const from =
      window in SLIDING ? asOf - SLIDING[window as keyof typeof SLIDING] : this.#calendar.span(window as 'day', asOf).start
    return { name: window, from: isoTime(from * 1000), to: isoTime(asOf * 1000) }
  }

  /** The parts below that bring most, of rates the lowest, and how many more there are. */
  #children(def: KeyDef, node: number): object {
    const { tree } = this.#parts
    const all = tree.children(node).map((child) => ({ ...nodeFacts(tree, child), ...this.#shown(def.key, child) }))
    const told = all
      .filter(({ state }) => state !== 'forbidden')
      .sort((a, b) => (def.shape === 'rate' ? (a.v ?? 2) - (b.v ?? 2) : (b.v ?? -1) - (a.v ?? -1)))
    const shown = told
      .slice(0, MOST_PARTS)
      .map(({ code, name, v, state, shown: mark }) => ({ code, name, v, state, ...(mark ? { shown: mark } : {}) }))
    return { shown, more: told.length - shown.length }
  }

  #sourcesOf(name: string): readonly string[] {
    const def = this.#parts.published.keys[this.#keys.get(name) ?? -1]
    return def === undefined ? [] : this.#parts.catalogue.sources.filter((source) => this.#needs(def, source)).map(({ id }) => id)
  }

  #sources(def: KeyDef, key: number): object {
    const { published, catalogue } = this.#parts
    const standing = new Map(published.sources().map((source) => [source.id, source]))
    const needed = catalogue.sources.filter((source) => this.#needs(def, source))
    const list = needed.map(({ id, name, freshSeconds }) => {
      const { state = 'none', lastWord } = standing.get(id) ?? {}
      const heard =
        lastWord === undefined
          ? {}
          : { lastAt: isoTime(lastWord), ageSeconds: Math.max(0, published.asOf - Math.floor(lastWord / 1000)) }
      return { id, name, state, freshSeconds, ...heard }
    })
    const { state, share } = published.standing(key)
    return { state, completeness: share, list }
  }

  #ruleVersion({ base }: KeyDef): string {
    if (base.startsWith('alarms.')) return this.#parts.thresholds.edits.version(this.#parts.published.asOf)
    const parts = { ...this.#parts, calendar: this.#calendar }
    if (base === 'tier') return tierRuleNow(parts)?.version ?? 'none'
    return base.startsWith('index.') ? (indexRuleNow(parts)?.version ?? 'none') : this.#parts.catalogue.version
  }

  /** Who acts and until when: alarms that wait, the cases due next with their units, measures to be reviewed. */
  #now(node: number, shown: (name: string) => object, unitAt: number | undefined): object {
    const { published, tree, cases, catalogue } = this.#parts
    const under = (at: number) => stepsBelow(tree, at, node) >= 0
    const words = alarmWords(this.#parts, this.#names, false)
    const alarms = published.alarms().filter((alarm) => alarm.active && under(alarm.node))
    const { cases: next } = cases.list({ node, unit: unitAt }, { most: MOST_BEHIND })
    const told = next.map(({ id, type, unit, step, due, overdue, node: at }) => ({
      id,
      node: tree.code(at),
      type: catalogue.types[type]?.name,
      unit: catalogue.units[unit]?.name,
      step,
      overdue,
      ...(Number.isNaN(due) ? {} : { dueAt: isoTime(due) }),
    }))
    const measures = published.measures().filter((measure) => measure.active && under(measure.node))
    const reviews = measures.map(({ id, type, reviewBy, overdue }) => ({
      id,
      type,
      overdue,
      ...(reviewBy === null ? {} : { reviewBy: isoTime(reviewBy) }),
    }))
    return {
      alarms: { active: alarms.length, waiting: alarms.filter(isWaiting).length, first: alarms.slice(0, MOST_BEHIND).map(words) },
      cases: { open: shown('cases.open'), overdue: shown('cases.overdue'), next: told },
      measures: reviews.slice(0, MOST_BEHIND),
      nextDueAt: told.find(({ overdue, dueAt }) => !overdue && dueAt !== undefined)?.dueAt ?? null,
    }
  }
}

/** `GET /api/v1/explain?node=CODE&key=KEY`, with `unit=UNIT` of one responsible unit there: how a figure was counted, what stands behind it, who acts and until when. AG7 */
export function explainRoute(parts: ExplainRouteParts): Router {
  const explainer = new Explainer(parts)
  const router = Router()
  router.get(
    '/api/v1/explain',
    answering((request) => explainer.answer(request)),
  )
  return router
}
