import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCity } from '../../server/city/load-city.ts'
import { demoCity } from '../../server/feed/demo/demo-city.ts'
import { DemoDay } from '../../server/feed/demo/demo-day.ts'
import { recordAdversaryRun } from '../../server/publish/adversary-run.ts'
import { placeOf, releaseShape } from '../../server/release/release-shape.ts'
import { attack, hiddenCells, isTrue } from '../support/adversary/attack.ts'
import { knownOf, knownOfCity } from '../support/adversary/knowledge.ts'
import { simulateWeek, type SimulatedWeek, type WeekSize } from '../support/adversary/simulated-week.ts'
import { framesOfEngine } from '../support/adversary/told-frames.ts'
import { seededRandom } from '../support/random.ts'

// The adversary at length: every hidden cell of 120 seeded cities, and a sample of the bundled city's over a week. PR9
const CITIES = 120
/** Days and releases a day. */
const LENGTHS = [
  [2, 6],
  [3, 5],
  [4, 4],
  [7, 2],
  [14, 1],
] as const
const STREETS = 12
const CELLS_A_STREET = 60
const say = (line: string) => process.stdout.write(`${line}\n`)

function sizeOf(seed: number): WeekSize {
  const [days, ticks] = LENGTHS[seed % LENGTHS.length] ?? [2, 6]
  const areas = 1 + (seed % 7)
  const groups = seed % 10 === 9 ? 3 : 1
  return { k: seed % 4 === 3 ? 11 : 5, areas, places: Math.max(2, Math.floor(48 / areas / groups)), days, ticks, groups }
}

interface Found {
  readonly ruledOut: number
  readonly values: number
}

async function seededCities(): Promise<Found> {
  let [breaches, values] = [0, 0]
  for (let seed = 1; seed <= CITIES; seed++) {
    const week = simulateWeek(seed, sizeOf(seed))
    const frames = framesOfEngine(week)
    const reader = { week, frames, weakness: 'none' } as const
    const known = [...week.placesOf.keys()].flatMap((area) => knownOf(reader, area)).concat(knownOfCity(reader))
    if (!isTrue(week, known)) throw new Error(`city ${seed}: the adversary holds something for known that is not so`)
    for (const area of week.placesOf.keys()) {
      const found = await attack(week, { known, cells: hiddenCells(week, frames, area), seed })
      breaches += found.breaches.length
      values += found.values
      for (const { cell, value } of found.breaches) say(`BREACH in city ${seed}: ${cell} cannot have been ${value}`)
    }
    if (seed % 20 === 0) say(`${seed} cities, ${values} values of hidden cells, ${breaches} ruled out`)
  }
  return { ruledOut: breaches, values }
}

/** A week of the demo's person-related events by community, released each hour; one count of all types. */
function bundledWeek(): SimulatedWeek {
  const loaded = loadCity({ city: 'hangzhou', cacheDir: join(tmpdir(), 'gridwall-test-cities') })
  const { tree, catalogue } = loaded
  const [days, ticks] = [7, 24]
  const persons = new Set(catalogue.types.flatMap((type) => (type.class === 'P' ? [type.code] : [])))
  const shape = releaseShape(tree, 5, 'community')
  const day = new DemoDay(demoCity(loaded, 1), Date.parse('2026-11-23T00:00:00+08:00') / 60_000, undefined)
  const nodes: number[][] = Array.from({ length: tree.size }, (_, node) =>
    tree.level(node) === shape.placeLevel ? Array.from({ length: days * ticks }, () => 0) : [],
  )
  for (let minute = 0; minute < days * 1440; minute++)
    for (const event of day.take()) {
      if (event.kind !== 'case' || event.type === undefined || !persons.has(event.type)) continue
      const code = event.node ?? (event.point && tree.place(event.point[0], event.point[1])?.code)
      const place = placeOf(shape, Math.max(0, tree.indexOf(code ?? '')))
      const column = nodes[place] ?? []
      const hour = Math.floor(minute / 60)
      for (let at = hour; at < (Math.floor(hour / ticks) + 1) * ticks; at++) column[at] = (column[at] ?? 0) + 1
    }
  return { k: 5, areas: STREETS, places: 60, days, ticks, groups: 1, tree, placesOf: [], counts: [nodes] }
}

async function bundledCity(): Promise<Found> {
  const whole = bundledWeek()
  const frames = framesOfEngine(whole).map((group) => group.map((column, node) => (node === 0 ? [] : column)))
  const random = seededRandom(1)
  const streets = Array.from({ length: whole.tree.size }, (_, node) => node).filter((node) => whole.tree.level(node) === 2)
  let [breaches, values] = [0, 0]
  for (let nth = 0; nth < STREETS; nth++) {
    const street = streets[Math.floor(random() * streets.length)] ?? 0
    const week = { ...whole, placesOf: [whole.tree.children(street)] }
    const known = knownOf({ week, frames, weakness: 'none' }, 0)
    if (!isTrue(week, known)) throw new Error(`street ${whole.tree.level(street)}: something held for known is not so`)
    const cells = hiddenCells(week, frames, 0).filter((_cell, _at, all) => random() < CELLS_A_STREET / all.length)
    const found = await attack(week, { known, cells, seed: nth })
    breaches += found.breaches.length
    values += found.values
    for (const { cell, value } of found.breaches) say(`BREACH: ${cell} cannot have been ${value}`)
  }
  say(`${STREETS} streets of the bundled city, ${values} values of hidden cells, ${breaches} ruled out`)
  return { ruledOut: breaches, values }
}

const [seeded, bundled] = [await seededCities(), await bundledCity()]
const ruledOut = seeded.ruledOut + bundled.ruledOut
const [ranOn = ''] = new Date().toISOString().split('T')
recordAdversaryRun({ ranOn, cities: CITIES, streets: STREETS, values: seeded.values + bundled.values, ruledOut })
process.exitCode = ruledOut === 0 ? 0 : 1
