import type { Catalogue, CatalogueDimension } from '../../shared/domain/catalogue.ts'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import { COUNT_BIT } from '../../shared/figures/counter-layout.ts'
import { groupsOf } from '../../shared/figures/change-groups.ts'
import { standsOn } from '../../shared/domain/hazard-items.ts'
import { BY_FAMILY, type KeyDef } from '../../shared/figures/keys.ts'
import { requiresSource } from '../../shared/figures/required-sources.ts'
import type { Fold } from '../fold/fold.ts'
import { isCountedBase } from '../release/class-release.ts'
import type { DimensionStanding, Figures, SourceStanding } from './figures.ts'
import { GridCounts } from './grid-counts.ts'
import { judgedReaders, keyReader, readersOf, type KeyReader } from './key-reader.ts'
import {
  dimensionStanding,
  STALE_AFTER,
  sourceState,
  standingOf,
  worseOf,
  type SourceFacts,
  type Standing,
} from './source-standing.ts'
import { releasedReader } from './released-figures.ts'
import { IndexFigures } from './index-figures.ts'
import { TierFigures } from './tier-figures.ts'

const DAY_MS = 86_400_000
/** Days for which a released measure is still listed. */
const RELEASED_DAYS = 30

export interface FiguresOptions {
  readonly fold: Fold
  readonly catalogue: Catalogue
  /** `keysOf(catalogue)`. */
  readonly keys: readonly KeyDef[]
  readonly rules: RuleBook
}

/** Full state of a fold as figures: counts as they stand, rates and tiers computed from them. AG1–AG5 */
class CityFigures implements Figures {
  readonly keys: readonly KeyDef[]
  readonly groups: Int32Array
  readonly #fold: Fold
  readonly #catalogue: Catalogue
  readonly #readers: readonly KeyReader[]
  readonly #keyNumbers: ReadonlyMap<string, number>
  readonly #released: readonly (KeyReader | undefined)[]
  readonly #tiers: TierFigures
  readonly #indices: IndexFigures
  #tierRule = ''
  /** Numbers of the keys that a rule makes of others. */
  readonly #judged: ReadonlySet<number>
  /** Source numbers of each key, and the groups of sources by which keys share a standing. */
  readonly #sourcesOf: readonly string[]
  /** By key: the dimension it shows, if it shows one. */
  readonly #dimensionOf: readonly (CatalogueDimension | undefined)[]
  #standings = new Map<string, Standing>()
  #facts: readonly SourceFacts[] = []
  #standingsAt = { clock: Number.NaN, logSeq: Number.NaN }
  /** Name of the city's day. */
  #day = ''

  constructor({ fold, catalogue, keys, rules }: FiguresOptions) {
    this.#fold = fold
    this.#catalogue = catalogue
    this.keys = keys
    this.#keyNumbers = new Map(keys.map(({ key }, at) => [key, at]))
    const grids = new GridCounts(fold.tree)
    const readerOf = judgedReaders(readersOf(fold, keys, catalogue), fold)
    this.#tiers = new TierFigures({ fold, keys, rules, grids, readerOf })
    this.#indices = new IndexFigures({ fold, keys, rules, readerOf })
    this.#readers = keys.map((def) => this.#judge(def) ?? keyReader(fold, def, catalogue))
    this.#released = keys.map((def) => releasedReader(fold.releases, def))
    this.#judged = new Set(keys.flatMap((def, at) => (this.#judge(def) ? [at] : [])))
    this.groups = Int32Array.from(keys, (def) => {
      if (def.key === 'tier') return this.#tiers.groups
      return def.base.startsWith('index.') ? this.#indices.groups : groupsOf(def)
    })
    const dimensions = new Map(catalogue.dimensions.map((dimension) => [`dim.${dimension.code}`, dimension]))
    this.#dimensionOf = keys.map(({ key }) => dimensions.get(key))
    this.#sourcesOf = keys.map((def) => this.#sourceNumbers(def).join())
  }

  get clock(): number {
    return Math.max(0, this.#fold.clock)
  }

  get logSeq(): number {
    return this.#fold.logSeq
  }

  get openSeq(): number {
    return this.#fold.openSeq
  }

  value(key: number, node: number): number {
    return (this.#readers[key] as KeyReader)(node)
  }

  released(key: number, node: number): number {
    return this.#released[key]?.(node) ?? 0
  }

  get releaseRevision(): number {
    return this.#fold.releases.revision
  }

  releasedDays(key: number, node: number): ReturnType<Figures['releasedDays']> {
    const { cls, base } = this.keys[key] as KeyDef
    const counted = base.slice(2)
    return cls !== 'T' && isCountedBase(counted) ? this.#fold.releases.days(cls, counted, node) : []
  }

  #sourceNumbers(def: KeyDef): readonly number[] {
    return this.#catalogue.sources.flatMap((source, at) => (requiresSource(def, source) ? [at] : []))
  }

  standing(key: number): Standing {
    this.#refresh()
    if (this.#judged.has(key)) return this.#judgedStanding(this.keys[key]?.key ?? '')
    const standing = this.#sourceStanding(this.#sourcesOf[key] ?? '')
    const hazard = this.keys[key]?.hazard
    const dimension = hazard ? { code: hazard.reading, freshSeconds: hazard.freshSeconds } : this.#dimensionOf[key]
    if (!dimension) return standing
    if (hazard && !standsOn(hazard.standing, this.#day)) return { asOf: 0, share: 0, state: 'off' }
    return dimensionStanding(standing, dimension.freshSeconds, this.#fold.readings.newest(dimension.code), this.clock)
  }

  /** How a figure is read that a rule makes of others; undefined for any other. */
  #judge({ key }: KeyDef): KeyReader | undefined {
    if (key === 'tier') return (node) => this.#tiers.value(node)
    return key.startsWith('index.') ? (node) => this.#indices.value(key, node) : undefined
  }

  /** What is judged stands as the worst of the figures it is made of; a given tier as it is, indices nobody adopted are off. */
  #judgedStanding(key: string): Standing {
    const off = { asOf: 0, share: 0 }
    if (key !== 'tier') {
      const keys = this.#indices.keys()
      return keys ? this.#worst(keys) : { ...off, state: 'off' }
    }
    const { keys, given } = this.#tiers.standing() ?? { keys: [], given: undefined }
    if (given === undefined) return this.#worst(keys)
    return given === '' ? { ...off, state: 'none' } : { state: 'live', asOf: Date.parse(given), share: 1 }
  }

  /** Figures nobody ever sent are missing to the rule, which says what that means; the others decide. */
  #worst(keys: readonly string[]): Standing {
    const all = keys.map((key) => this.standing(this.#keyNumbers.get(key) ?? -1))
    const heard = all.filter(({ state }) => state !== 'none' && state !== 'off')
    return heard.reduce(
      (worst, one) => ({
        state: worseOf(worst.state, one.state),
        asOf: Math.max(worst.asOf, one.asOf),
        share: Math.min(worst.share, one.share),
      }),
      heard[0] ?? { state: 'none', asOf: 0, share: 0 },
    )
  }

  /** Keys that need the same sources share a standing. */
  #sourceStanding(group: string): Standing {
    const known = this.#standings.get(group)
    if (known) return known
    const numbers = group === '' ? [] : group.split(',').map(Number)
    const standing = standingOf(
      numbers.map((at) => this.#facts[at] as SourceFacts),
      this.clock,
    )
    this.#standings.set(group, standing)
    return standing
  }

  /** Sources are looked at once a clock second and log number. */
  #refresh(): void {
    const { clock, logSeq } = this
    if (this.#standingsAt.clock === clock && this.#standingsAt.logSeq === logSeq) return
    this.#standingsAt = { clock, logSeq }
    this.#standings = new Map()
    const { calendar, sources: words } = this.#fold
    this.#day = calendar.dayName(calendar.dayNumber(clock))
    const { sources } = this.#catalogue
    const ago = sources.some(({ id }) => words.volume(id, clock, 1) > 0) ? 1 : 0
    this.#facts = sources.map((source) => ({
      off: source.off === true || (source.expiresAt !== undefined && clock * 1000 >= Date.parse(source.expiresAt)),
      freshSeconds: source.freshSeconds,
      lastWord: words.lastWord(source.id),
      volume: words.volume(source.id, clock, ago),
    }))
  }

  sources(): readonly SourceStanding[] {
    this.#refresh()
    return this.#catalogue.sources.map(({ id }, at) => {
      const facts = this.#facts[at] as SourceFacts
      const today = this.#fold.sources.volume(id, this.clock, 0)
      return { id, state: sourceState(facts, this.clock), lastWord: facts.lastWord, today }
    })
  }

  dimensions(): readonly DimensionStanding[] {
    const now = this.clock * 1000
    return this.keys.flatMap((_, key) => {
      const dimension = this.#dimensionOf[key]
      if (!dimension) return []
      const { code, freshSeconds } = dimension
      const { readings } = this.#fold
      const places = readings.placesHeard(code, now - DAY_MS, now - freshSeconds * STALE_AFTER * 1000)
      return [{ code, state: this.standing(key).state, lastReading: readings.newest(code), places }]
    })
  }

  takeDirty(): ReturnType<Figures['takeDirty']> {
    this.#tierRule = this.#tiers.followRule(this.#tierRule, this.#indices.rule?.version)
    return this.#fold.columns.takeDirty()
  }

  takeListed(): ReturnType<Figures['takeListed']> {
    return this.#fold.listed.take()
  }

  warnings(): ReturnType<Figures['warnings']> {
    return this.#fold.relayed.standing()
  }

  responses(): ReturnType<Figures['responses']> {
    return this.#fold.responses.active()
  }

  measures(): ReturnType<Figures['measures']> {
    return this.#fold.measures.lives((this.clock - RELEASED_DAYS * 86_400) * 1000)
  }

  listed(): ReturnType<Figures['listed']> {
    return this.#fold.listed.listed(this.clock)
  }

  alarms(): ReturnType<Figures['alarms']> {
    const { book } = this.#fold.alarms
    return { revision: book.revision, list: book.standings() }
  }

  quarterHours(base: string, node: number): readonly number[] {
    const { windows, families } = this.#fold.counters
    if (base.startsWith(BY_FAMILY)) return families.quarterHours(base.slice(BY_FAMILY.length), node) ?? []
    const bit = (COUNT_BIT as Readonly<Record<string, number>>)[base]
    return bit === undefined ? [] : windows.quarterHours(bit, node)
  }

  closedDays(base: string, node: number): ReturnType<Figures['closedDays']> {
    return this.#fold.counters.history.closed(base, node, this.clock)
  }
}

/** Reads a fold as figures. `takeDirty` and `takeListed` have one reader: the publish stage. */
export function createFigures(options: FiguresOptions): Figures {
  return new CityFigures(options)
}
