import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** One measured budget: a ratio to a ceiling taken alternately in the same run. */
export interface BenchRow {
  /** Budget's name, e.g. `B1a`. */
  readonly id: string
  readonly what: string
  /** Median of the pairwise ratios, and the best and worst pair. */
  readonly ratio: number
  readonly min: number
  readonly max: number
  readonly pairs: number
  /** Whether a larger or a smaller ratio is better. */
  readonly better: 'higher' | 'lower'
  readonly must: number
  readonly goal: number
  /** Absolute figures of this machine, for reading only. */
  readonly detail: string
}

/** Every `*.bench.ts` exports one function `run`. */
export interface BenchModule {
  /** Takes minutes: runs only when named. */
  readonly long?: boolean
  run(): Promise<readonly BenchRow[]>
}

/** Median, best and worst of pairwise ratios. */
export function spread(ratios: readonly number[]): Pick<BenchRow, 'ratio' | 'min' | 'max' | 'pairs'> {
  const sorted = [...ratios].sort((a, b) => a - b)
  const at = (index: number) => sorted[index] ?? Number.NaN
  const middle = (sorted.length - 1) / 2
  return {
    ratio: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    min: at(0),
    max: at(sorted.length - 1),
    pairs: sorted.length,
  }
}

/** The pair that flatters the product most: machines drift, so a gate looks at the best of five. */
export function bestOf(row: BenchRow): number {
  return row.better === 'higher' ? row.max : row.min
}

/** CPU time of the process in milliseconds, its collector's threads included: what others do on the machine does not count. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Collects what earlier runs left behind, so that what is timed next does not pay for it. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
}
