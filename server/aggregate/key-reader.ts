import type { Catalogue } from '../../shared/domain/catalogue.ts'
import { DEEP_COLUMNS, DEEP_STRIDE, WIDE_STRIDE, wideOffset, wideOffsetOf } from '../../shared/figures/counter-layout.ts'
import { BY_FAMILY, type KeyDef } from '../../shared/figures/keys.ts'
import { WAITING } from '../alarms/alarm-counts.ts'
import type { Fold } from '../fold/fold.ts'
import type { NeedCell } from '../fold/service-needs.ts'
import type { Way } from '../fold/way-times.ts'

/** Exact value of one key at a node, NaN where there is none. */
export type KeyReader = (node: number) => number

const QUANTILES: Readonly<Record<string, number>> = { 'cases.handleMinutes.p50': 0.5, 'cases.handleMinutes.p90': 0.9 }

function wideReader(fold: Fold, offset: number): KeyReader {
  const { columns } = fold
  return (node) => (node < columns.wideCount ? (columns.wide[node * WIDE_STRIDE + offset] as number) : Number.NaN)
}

function deepReader(fold: Fold, column: number): KeyReader {
  const { columns } = fold
  return (node) => columns.deep[node * DEEP_STRIDE + column] as number
}

function counterReader(fold: Fold, key: string): KeyReader | undefined {
  const deep = (DEEP_COLUMNS as readonly string[]).indexOf(key)
  if (deep >= 0) return deepReader(fold, deep)
  const offset = wideOffsetOf(key)
  return offset === undefined ? undefined : wideReader(fold, offset)
}

function ratio(numerator: KeyReader, denominator: KeyReader): KeyReader {
  return (node) => {
    const below = denominator(node)
    return below === 0 ? Number.NaN : numerator(node) / below
  }
}

/** `alarms.1` … `.4` by level, `alarms.unacked` those that wait for a person. AL6 */
function alarmReader(fold: Fold, word: string): KeyReader {
  const place = word === 'unacked' ? WAITING : Number(word) - 1
  return (node) => fold.alarms.book.counts.value(node, place)
}

/** Services of one category; without one what is not met of class T. */
function needReader(fold: Fold, base: string, { serviceCategories }: Catalogue): KeyReader {
  const [cell, code] = base
    .replace(/^[px]\./, '')
    .split('.')
    .slice(1) as [NeedCell, string?]
  const { needs } = fold.counters
  const of = serviceCategories.flatMap(({ code: known, class: cls }, at) =>
    (code === undefined ? cls !== 'P' && cls !== 'X' : known === code) ? [at] : [],
  )
  return (node) => of.reduce((sum, category) => sum + needs.value(node, category, cell), 0)
}

/** `latency.inbound.day` is a count, `…Seconds.p50` and `…Minutes.p95` what it took. */
function wayReader(fold: Fold, base: string): KeyReader {
  const [, way, minutes, share] = /^latency\.(inbound|outbound)(?:(Minutes|Seconds)\.p(\d+))?$/.exec(base) ?? []
  const { ways } = fold.counters
  if (share === undefined) return (node) => ways.total(way as Way, node)
  const unit = minutes === 'Minutes' ? 60 : 1
  return (node) => ways.quantile(way as Way, node, Number(share) / 100) / unit
}

/** Chooses how a key is read from the fold. Rates are made of the counts they name and of nothing else. AG1 AG2 */
export function keyReader(fold: Fold, def: KeyDef, catalogue: Catalogue): KeyReader {
  const { hazard } = def
  if (hazard) return (node) => fold.readings.value(hazard.reading, node)
  if (def.of) {
    const [numerator, denominator] = [def.of.numerator, def.of.denominator].map((key) => counterReader(fold, key))
    if (!numerator || !denominator) throw new Error(`${def.key} is made of counts that do not exist`)
    return ratio(numerator, denominator)
  }
  const plain = counterReader(fold, def.key)
  if (plain) return plain
  const share = QUANTILES[def.base]
  if (share !== undefined) return (node) => fold.counters.minutes.quantile(node, def.window as 'day' | 'month', share)
  if (def.base === 'service.rating')
    return ratio(wideReader(fold, wideOffset('service.ratingSum')), wideReader(fold, wideOffset('service.rated')))
  if (def.base.startsWith('latency.')) return wayReader(fold, def.base)
  if (/^([px]\.)?service\./.test(def.base)) return needReader(fold, def.base, catalogue)
  if (def.base.startsWith(BY_FAMILY)) {
    const family = def.base.slice(BY_FAMILY.length)
    const of = catalogue.types.flatMap((type, at) => (type.class === 'T' && type.family === family ? [at] : []))
    return (node) => of.reduce((sum, type) => sum + fold.counters.types.value(node, type, def.window as 'day' | 'all'), 0)
  }
  if (def.base.startsWith('cases.byType.')) {
    const code = def.base.slice('cases.byType.'.length)
    const type = catalogue.types.findIndex((known) => known.code === code)
    return (node) => fold.counters.types.value(node, type, def.window as 'day' | 'all')
  }
  if (def.base.startsWith('alarms.')) return alarmReader(fold, def.base.slice('alarms.'.length))
  if (!def.base.startsWith('dim.')) throw new Error(`no figure is read for ${def.key}`)
  const dimension = def.base.slice('dim.'.length)
  return (node) => fold.readings.value(dimension, node)
}

/** The readers of what rules judge: a dimension that may not serve there has no reading. PR14 */
export function judgedReaders(
  readerOf: (key: string) => KeyReader | undefined,
  { uses }: Pick<Fold, 'uses'>,
): (key: string) => KeyReader | undefined {
  return (key) => {
    const reader = readerOf(key)
    const dimension = key.startsWith('dim.') ? key.slice('dim.'.length) : undefined
    if (reader === undefined || dimension === undefined || uses.covers(dimension, 'tiers')) return reader
    return (node) => (uses.allows(dimension, 'tiers') ? reader(node) : Number.NaN)
  }
}

/** Readers by key, made when first asked for; undefined for keys that are judged, not counted. */
export function readersOf(fold: Fold, keys: readonly KeyDef[], catalogue: Catalogue): (key: string) => KeyReader | undefined {
  const defs = new Map(keys.map((def) => [def.key, def]))
  const readers = new Map<string, KeyReader | undefined>()
  return (key) => {
    const def = defs.get(key)
    if (!readers.has(key))
      readers.set(
        key,
        def && def.shape !== 'tier' && !def.base.startsWith('index.') ? keyReader(fold, def, catalogue) : undefined,
      )
    return readers.get(key)
  }
}
