import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCity } from '../../server/city/load-city.ts'
import { demoCity } from '../../server/feed/demo/demo-city.ts'
import { DemoDay } from '../../server/feed/demo/demo-day.ts'
import { ClassRelease, type CountedBase, type ReleasedWindow } from '../../server/release/class-release.ts'
import { placeOf, releaseShape, type ReleaseShape } from '../../server/release/release-shape.ts'
import { SMALLEST_SHOWN } from '../../shared/domain/privacy-class.ts'
import type { GridEvent } from '../../shared/domain/grid-event.ts'
import type { BenchRow } from './bench-row.ts'

const DAYS = 3
const FROM = Date.parse('2026-11-23T00:00:00+08:00') / 60_000
const BASES = ['events', 'cases.reported', 'cases.closed'] as const
const print = (line: string) => process.stdout.write(`${line}\n`)

/** Truth beside what is told, by base and node. */
class Counted {
  readonly release: ClassRelease
  readonly #shape: ReleaseShape
  readonly #counts = new Map<string, Float64Array>()

  constructor(shape: ReleaseShape, period: 'day' | 'month') {
    this.#shape = shape
    this.release = new ClassRelease(shape, period)
  }

  #column(base: string, window: string): Float64Array {
    const name = `${base}.${window}`
    const known = this.#counts.get(name) ?? new Float64Array(this.#shape.tree.size)
    this.#counts.set(name, known)
    return known
  }

  count(base: CountedBase, node: number): void {
    this.release.count(base, node, 1)
    for (const window of ['day', 'month'])
      for (let at = placeOf(this.#shape, node); at >= 0; at = this.#shape.tree.parent(at)) {
        const column = this.#column(base, window)
        column[at] = (column[at] ?? 0) + 1
      }
  }

  startDay(): void {
    for (const base of BASES) this.#column(base, 'day').fill(0)
  }

  /** Of a level: share of the cells with someone in them that show something, mean error of these, share of all that is told. */
  line(
    base: CountedBase,
    window: ReleasedWindow,
    level: number,
  ): { readonly shown: number; readonly error: number; readonly told: number } {
    const truth = this.#column(base, window)
    const { tree } = this.#shape
    const nodes = Array.from({ length: tree.size }, (_, node) => node).filter((node) => tree.level(node) === level)
    const cells = nodes.map((node) => ({ v: this.release.released(base, node, window), of: truth[node] ?? 0 }))
    const filled = cells.filter(({ of }) => of > 0)
    const seen = cells.filter(({ v }) => v > 0)
    const sum = (all: typeof cells, of: (cell: (typeof cells)[number]) => number) => all.reduce((n, cell) => n + of(cell), 0)
    return {
      shown: seen.length / Math.max(1, filled.length),
      error: sum(seen, ({ v, of }) => Math.abs(v - of)) / Math.max(1, seen.length),
      told:
        sum(cells, ({ v }) => v) /
        Math.max(
          1,
          sum(cells, ({ of }) => of),
        ),
    }
  }
}

/** Days of the demo, counted as the fold counts persons; with `every` each event stands for so many. */
function play(every: number) {
  const loaded = loadCity({ city: 'hangzhou', cacheDir: join(tmpdir(), 'gridwall-test-cities') })
  const { tree, catalogue } = loaded
  const classes = new Map(catalogue.types.map((type) => [type.code, type.class]))
  const day = new DemoDay(demoCity(loaded, 1), FROM, undefined)
  const counted = {
    P: new Counted(releaseShape(tree, SMALLEST_SHOWN.P, 'community'), 'day'),
    X: new Counted(releaseShape(tree, SMALLEST_SHOWN.X, 'street'), 'month'),
  }
  const nodeOf = (event: GridEvent) =>
    tree.indexOf(event.node ?? (event.point ? (tree.place(event.point[0], event.point[1])?.code ?? '') : ''))
  const take = (event: GridEvent) => {
    const cls = event.kind === 'case' ? classes.get(event.type ?? '') : undefined
    if (event.kind !== 'case' || (cls !== 'P' && cls !== 'X')) return
    const node = Math.max(0, nodeOf(event))
    for (let n = 0; n < every; n++) {
      counted[cls].count('events', node)
      if (event.step === 'reported' || event.step === 'closed') counted[cls].count(`cases.${event.step}`, node)
    }
  }
  for (let minute = 1; minute <= DAYS * 1440; minute++) {
    for (const event of day.take()) take(event)
    if (minute % 15 === 0) counted.P.release.tick()
    if (minute % 1440 !== 0 || minute === DAYS * 1440) continue
    counted.X.release.tick()
    for (const { release } of Object.values(counted)) release.endDay(Math.floor(minute / 1440), false)
    for (const one of Object.values(counted)) one.startDay()
  }
  counted.X.release.tick()
  return { counted, levels: tree.levels }
}

const LINES = [
  ['P', 'events', 'day'],
  ['P', 'cases.reported', 'day'],
  ['P', 'cases.reported', 'month'],
  ['X', 'events', 'month'],
  ['X', 'cases.reported', 'month'],
] as const

/** What the release of persons leaves to see: prints a table; the rows hold what a district shows of its day, and a busy one. */
export async function run(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = []
  for (const every of [1, 7]) {
    const { counted, levels } = play(every)
    print(
      `demo city, ${DAYS} days, ${every} of each event | level | cells shown of those with someone | mean error of shown | told of all`,
    )
    for (const [cls, base, window] of LINES)
      levels.forEach(({ level, role }, at) => {
        if (at > (cls === 'P' ? 3 : 2)) return
        const { shown, error, told } = counted[cls].line(base, window, at)
        const name = `${cls.toLowerCase()}.${base}.${window}`
        print(`${name} | ${level} | ${(shown * 100).toFixed(0)} % | ${error.toFixed(1)} | ${(told * 100).toFixed(0)} %`)
        if (cls !== 'P' || base !== 'events' || window !== 'day' || role !== 'district') return
        const what = `share of a day's person-related events that districts show, ${every} of each of the demo's`
        const detail = `${(shown * 100).toFixed(0)} % of districts show something, mean error ${error.toFixed(1)}`
        const goal = { better: 'higher', must: 0.9, goal: 0.98 } as const
        rows.push({ id: `U1.${every}`, what, ratio: told, min: told, max: told, pairs: 1, detail, ...goal })
      })
  }
  return Promise.resolve(rows)
}
