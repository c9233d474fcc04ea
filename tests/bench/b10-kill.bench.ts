import { runKills } from '../support/kill-run.ts'
import type { BenchRow } from './bench-row.ts'

const KILLS = 10

/** B10: acknowledged events lost or doubled over kills at random moments during ingest. */
export async function run(): Promise<readonly BenchRow[]> {
  const { acknowledged, lost, doubled, tornTails } = await runKills({ kills: KILLS, seed: 10, city: 'auto' })
  const wrong = lost + doubled
  return [
    {
      id: 'B10',
      what: `acknowledged events lost or doubled in ${KILLS} kills`,
      better: 'lower',
      must: 0,
      goal: 0,
      ratio: wrong,
      min: wrong,
      max: wrong,
      pairs: 1,
      detail: `${acknowledged} acknowledged, ${tornTails} torn tails dropped and reported`,
    },
  ]
}
