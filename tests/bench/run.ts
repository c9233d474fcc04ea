import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bestOf, type BenchRow } from './bench-row.ts'
import { builtBench } from './built-bench.ts'

/** What the stored baseline keeps of a row: its worst pair decides, so that noise alone never fails. */
interface BaselineRow {
  readonly ratio: number
  readonly min: number
  readonly max: number
  readonly better: 'higher' | 'lower'
}

const folder = import.meta.dirname
const baselinePath = join(folder, 'baseline.json')
const TOLERANCE = 0.15
const print = (line: string) => process.stdout.write(`${line}\n`)

async function measure(wanted: readonly string[]): Promise<BenchRow[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.bench.ts'))
  const chosen = files.filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
  const rows: BenchRow[] = []
  for (const file of chosen) {
    const bench = await builtBench(file)
    if (bench.long === true && wanted.length === 0) {
      print(`skip ${file}: takes minutes, runs only when named`)
      continue
    }
    for (const row of await bench.run()) {
      rows.push(row)
      print(describe(row))
    }
  }
  return rows
}

function describe(row: BenchRow): string {
  const met = row.better === 'higher' ? bestOf(row) >= row.must : bestOf(row) <= row.must
  const toGoal = row.better === 'higher' ? row.ratio / row.goal : row.goal / Math.max(row.ratio, 1e-9)
  const sign = row.better === 'higher' ? '≥' : '≤'
  const figures = `${row.ratio.toFixed(3)} (${row.min.toFixed(3)} … ${row.max.toFixed(3)}, ${row.pairs} pairs)`
  return `${met ? 'ok  ' : 'MISS'} ${row.id.padEnd(5)} ${figures}  must ${sign} ${row.must}, goal ${row.goal} (${Math.round(Math.min(toGoal, 9.99) * 100)} % of it)  ${row.what}; ${row.detail}`
}

/** Rows whose best pair is more than 15 % worse than the baseline's worst pair. */
function regressions(rows: readonly BenchRow[], baseline: Readonly<Record<string, BaselineRow>>): string[] {
  return rows.flatMap((row) => {
    const before = baseline[row.id]
    if (!before) return [`${row.id}: not in the baseline`]
    const limit = row.better === 'higher' ? before.min * (1 - TOLERANCE) : Math.max(before.max, row.must / 10) * (1 + TOLERANCE)
    const worse = row.better === 'higher' ? bestOf(row) < limit : bestOf(row) > limit
    return worse ? [`${row.id}: best pair ${bestOf(row).toFixed(3)}, limit ${limit.toFixed(3)}`] : []
  })
}

function store(rows: readonly BenchRow[]): void {
  const kept = JSON.parse(readFileSync(baselinePath, 'utf8')) as Record<string, BaselineRow>
  for (const { id, ratio, min, max, better } of rows) kept[id] = { ratio, min, max, better }
  writeFileSync(baselinePath, `${JSON.stringify(kept, null, 2)}\n`)
}

async function compare(wanted: readonly string[]): Promise<number> {
  const baseline = JSON.parse(readFileSync(baselinePath, 'utf8')) as Record<string, BaselineRow>
  const first = regressions(await measure(wanted), baseline)
  if (first.length === 0) return 0
  print(`Worse than the baseline, measuring once more: ${first.join('; ')}`)
  const second = regressions(await measure(wanted), baseline)
  const twice = second.filter((line) => first.some((earlier) => earlier.split(':')[0] === line.split(':')[0]))
  for (const line of twice) print(`WORSE ${line}`)
  return twice.length === 0 ? 0 : 1
}

const args = process.argv.slice(2)
const wanted = args.filter((arg) => !arg.startsWith('--'))
if (args.includes('--compare')) process.exitCode = await compare(wanted)
else {
  const rows = await measure(wanted)
  if (args.includes('--store')) store(rows)
  const missed = rows.filter((row) => (row.better === 'higher' ? bestOf(row) < row.must : bestOf(row) > row.must))
  print(`\n${rows.length - missed.length} of ${rows.length} budgets met`)
  process.exitCode = missed.length === 0 ? 0 : 1
}
