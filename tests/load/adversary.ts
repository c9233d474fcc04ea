import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCity } from '../../server/city/load-city.ts'
import { demoCity } from '../../server/feed/demo/demo-city.ts'
import { DemoDay } from '../../server/feed/demo/demo-day.ts'
import { recordAdversaryRun } from '../../server/publish/adversary-run.ts'
import { placeOf, releaseShape } from '../../server/release/release-shape.ts'
import { attack, hiddenCells, hiddenWindows, isTrue, type Breach } from '../support/adversary/attack.ts'
import { knownOf, knownOfCity, knownOfTree } from '../support/adversary/knowledge.ts'
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
const WEEK_DAYS = 7
/** Of the whole tree, which is solved as one. */
const TREE_TICKS = 2
const CELLS_A_LEVEL = 30
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

/**
 * Person-related events of the demo's week by community, released `ticks` times a day; one count of all types. The few
 * that name no community are told in batches of the area they name, which only blurs what is told of the rest.
 */
function bundledWeek(ticks: number): SimulatedWeek {
  const loaded = loadCity({ city: 'hangzhou', cacheDir: join(tmpdir(), 'gridwall-test-cities') })
  const { tree, catalogue } = loaded
  const persons = new Set(catalogue.types.flatMap((type) => (type.class === 'P' ? [type.code] : [])))
  const shape = releaseShape(tree, 5, 'community')
  const day = new DemoDay(demoCity(loaded, 1), Date.parse('2026-11-23T00:00:00+08:00') / 60_000, undefined)
  const nodes: number[][] = Array.from({ length: tree.size }, (_, node) =>
    tree.level(node) === shape.placeLevel ? Array.from({ length: WEEK_DAYS * ticks }, () => 0) : [],
  )
  for (let minute = 0; minute < WEEK_DAYS * 1440; minute++)
    for (const event of day.take()) {
      if (event.kind !== 'case' || event.type === undefined || !persons.has(event.type)) continue
      const code = event.node ?? (event.point && tree.place(event.point[0], event.point[1])?.code)
      const place = placeOf(shape, Math.max(0, tree.indexOf(code ?? '')))
      if (tree.level(place) !== shape.placeLevel) continue
      const column = nodes[place] ?? []
      const tick = Math.floor((minute * ticks) / 1440)
      for (let at = tick; at < (Math.floor(tick / ticks) + 1) * ticks; at++) column[at] = (column[at] ?? 0) + 1
    }
  return { k: 5, areas: STREETS, places: 60, days: WEEK_DAYS, ticks, groups: 1, tree, placesOf: [], counts: [nodes] }
}

const nodesAt = ({ tree }: SimulatedWeek, level: number) =>
  Array.from({ length: tree.size }, (_, node) => node).filter((node) => tree.level(node) === level)

/** Streets of the bundled city, hour by hour, each with all that its own frames say. */
async function bundledStreets(): Promise<Found> {
  const whole = bundledWeek(24)
  const frames = framesOfEngine(whole).map((group) => group.map((column, node) => (node === 0 ? [] : column)))
  const random = seededRandom(1)
  const streets = nodesAt(whole, 2)
  let [ruledOut, values] = [0, 0]
  for (let nth = 0; nth < STREETS; nth++) {
    const street = streets[Math.floor(random() * streets.length)] ?? 0
    const week = { ...whole, placesOf: [whole.tree.children(street)] }
    const known = knownOf({ week, frames, weakness: 'none' }, 0)
    if (!isTrue(week, known)) throw new Error('something of a street is held for known that is not so')
    const cells = hiddenCells(week, frames, 0).filter((_cell, _at, all) => random() < CELLS_A_STREET / all.length)
    const found = await attack(week, { known, cells, seed: nth })
    ruledOut += told(found.breaches)
    values += found.values
  }
  say(`${STREETS} streets of the bundled city, ${values} values of hidden cells, ${ruledOut} ruled out`)
  return { ruledOut, values }
}

/** The whole tree at once: every community, and every pool from streets over districts to the city, of a whole week. */
async function bundledTree(): Promise<Found> {
  const week = bundledWeek(TREE_TICKS)
  const { tree } = week
  const frames = framesOfEngine(week)
  const placesOf = nodesAt(week, 2).map((street) => tree.children(street))
  const reader = { week: { ...week, placesOf }, frames, weakness: 'none' } as const
  const known = [...placesOf.keys()].flatMap((street) => knownOf(reader, street)).concat(knownOfTree(reader))
  if (!isTrue(week, known)) throw new Error('something of the whole tree is held for known that is not so')
  const random = seededRandom(2)
  const below = (node: number): readonly number[] => (tree.level(node) === 3 ? [node] : tree.children(node).flatMap(below))
  const cells = [0, 1, 2, 3].flatMap((level) => {
    const subjects = nodesAt(week, level).map((node) => ({ nodes: below(node), shownBy: node }))
    return hiddenWindows(week, frames, subjects).filter((_cell, _at, all) => random() < CELLS_A_LEVEL / all.length)
  })
  const found = await attack(week, { known, cells, seed: 3 })
  const ruledOut = told(found.breaches)
  say(
    `the whole bundled city, ${known.length} facts, ${found.values} values of hidden cells at four levels, ${ruledOut} ruled out`,
  )
  return { ruledOut, values: found.values }
}

function told(breaches: readonly Breach[]): number {
  for (const { cell, value } of breaches) say(`BREACH: ${cell} cannot have been ${value}`)
  return breaches.length
}

const found = [await seededCities(), await bundledStreets(), await bundledTree()]
const [ruledOut, values] = [found.reduce((sum, one) => sum + one.ruledOut, 0), found.reduce((sum, one) => sum + one.values, 0)]
const [ranOn = ''] = new Date().toISOString().split('T')
recordAdversaryRun({ ranOn, cities: CITIES, streets: STREETS, values, ruledOut })
process.exitCode = ruledOut === 0 ? 0 : 1
