import type { CatalogueDimension } from '../../../shared/domain/catalogue.ts'
import type { EventOf, GridEvent } from '../../../shared/domain/grid-event.ts'
import { chanceOf, oneOf, wholeBetween } from './chance.ts'
import type { DemoCity } from './demo-city.ts'
import { rainIn } from './rain.ts'
import { localMinute } from './rhythm.ts'

/** Places a dimension is measured at. */
const SENSORS = 5
/** A place is read twice as seldom as its dimension is late, within these minutes; the places of a dimension take turns. */
const [MIN_MINUTES, MAX_MINUTES] = [8, 60]
const ALIVE_EVERY = 4

interface Sensor {
  readonly dimension: CatalogueDimension
  readonly node: string
  readonly everyMinutes: number
  readonly phase: number
  readonly level: number
  readonly swing: number
}

/** Usual value and daily swing by the unit measured in: plausible, not real. */
function usual({ unit, code, rollUp }: CatalogueDimension): readonly [level: number, swing: number] {
  const word = unit.zh
  if (word === '%') return code.includes('leak') || code.includes('concentration') ? [3, 1] : [93, 4]
  if (word === '摄氏度') return code.includes('heat') ? [75, 3] : [12, 5]
  if (word === '米') return [3.2, 0.4]
  if (word === '厘米' || word === '毫米') return [0, 0]
  if (word === '微克/立方米') return [34, 14]
  if (word === '分贝') return [56, 8]
  if (word === '指数') return code.startsWith('traffic') ? [2.1, 1.4] : [58, 20]
  if (word === 'pH') return [7.4, 0.2]
  if (word === '公里/小时') return [31, 9]
  if (word === '兆帕') return [0.35, 0.03]
  return rollUp === 'sum' ? [24, 9] : [8, 2]
}

const sensorsOf = new WeakMap<DemoCity, readonly Sensor[]>()

function placeSensors(city: DemoCity): readonly Sensor[] {
  return city.catalogue.dimensions.flatMap((dimension, order) => {
    const places =
      city.places[dimension.deepest === 'compound' || dimension.deepest === 'stairwell' ? 'compound' : dimension.deepest]
    const [level, swing] = usual(dimension)
    const nodes =
      places.length <= 16
        ? places
        : Array.from({ length: SENSORS }, (_, i) => oneOf(chanceOf(city.seed, 'sensor', order, i), places))
    const limit = dimension.freshSeconds / 60
    const everyMinutes = Math.floor(Math.max(MIN_MINUTES, Math.min(MAX_MINUTES, limit * 2, limit * nodes.length * 0.8)))
    const first = wholeBetween(chanceOf(city.seed, 'phase', order), 0, everyMinutes - 1)
    return nodes.map((node, i) => ({
      dimension,
      node: city.tree.code(node),
      everyMinutes,
      phase: (first + Math.floor((i * everyMinutes) / nodes.length)) % everyMinutes,
      level: level * (0.85 + 0.3 * chanceOf(city.seed, 'level', order, i)()),
      swing,
    }))
  })
}

function valueOf(city: DemoCity, sensor: Sensor, minute: number): number {
  const { day, ofDay } = localMinute(city.calendar, minute)
  const { code, unit, decimals } = sensor.dimension
  const strength = rainIn(city, day)?.strengthAt(ofDay) ?? 0
  const tide = Math.sin(((ofDay - 9 * 60) / 1440) * 2 * Math.PI)
  const drift = Math.sin(minute / 977 + sensor.level * 13)
  let value = sensor.level + sensor.swing * (0.7 * tide + 0.3 * drift)
  if (code === 'weather.rain1h') value = strength * 38
  if (code === 'weather.rain24h') value = strength * 60
  if (code === 'water.floodDepth') value = Math.max(0, strength - 0.6) * 40
  if (code === 'water.riverLevel') value += strength * 0.8
  if (unit.zh === '%') value = Math.min(100, value)
  return Number(Math.max(0, value).toFixed(decimals))
}

/** A source that only measures falls silent now and then: at most once a day, twenty minutes to two hours. */
export function isSilent(city: DemoCity, source: string, minute: number): boolean {
  const found = city.catalogue.sources.findIndex(({ id }) => id === source)
  const kinds = city.catalogue.sources[found]?.kinds ?? []
  if (kinds.some((kind) => kind !== 'reading' && kind !== 'duty')) return false
  const { day, ofDay } = localMinute(city.calendar, minute)
  const chance = chanceOf(city.seed, 'silence', day, found)
  if (chance() > 0.3) return false
  const from = wholeBetween(chance, 0, 1300)
  return ofDay >= from && ofDay < from + wholeBetween(chance, 20, 120)
}

/** The readings of one minute. */
export function readingsIn(city: DemoCity, minute: number): GridEvent[] {
  let sensors = sensorsOf.get(city)
  if (sensors === undefined) sensorsOf.set(city, (sensors = placeSensors(city)))
  return sensors.flatMap((sensor, index): EventOf<'reading'>[] => {
    if (minute % sensor.everyMinutes !== sensor.phase) return []
    const { source, code } = sensor.dimension
    if (isSilent(city, source, minute)) return []
    const second = wholeBetween(chanceOf(city.seed, 'reading-second', minute, index), 0, 59)
    const occurredAt = new Date((minute * 60 + second) * 1000).toISOString()
    const value = valueOf(city, sensor, minute)
    return [
      { kind: 'reading', id: `M${minute.toString(36)}-${index}`, source, occurredAt, node: sensor.node, dimension: code, value },
    ]
  })
}

/** The sources' own word that they are there, every few minutes. */
export function alivesIn(city: DemoCity, minute: number): GridEvent[] {
  return city.catalogue.sources.flatMap((source, index): EventOf<'alive'>[] => {
    if (source.off === true || minute % ALIVE_EVERY !== index % ALIVE_EVERY || isSilent(city, source.id, minute)) return []
    const occurredAt = new Date((minute * 60 + (index % 60)) * 1000).toISOString()
    return [{ kind: 'alive', id: `A${minute.toString(36)}-${index}`, source: source.id, occurredAt }]
  })
}
