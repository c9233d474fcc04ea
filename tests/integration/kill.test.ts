import { describe, expect, it } from 'vitest'
import { runKills } from '../support/kill-run.ts'

describe('a killed server', () => {
  // Fault seen: synchronous = OFF passed (a kill never tests the flush, see the flush run); answering before the commit lost events.
  // Fault seen: a replica that kept its cells over a new epoch showed a wrong picture.
  it('[LG5] [ST8] keeps every acknowledged event exactly once, and an open screen', { timeout: 120_000 }, async () => {
    const outcome = await runKills({ kills: 3, seed: 3, city: 'auto' })
    const { acknowledged, lost, doubled, unknown, served, rebuilt, counted, screen } = outcome
    expect(acknowledged).toBeGreaterThan(1_000)
    expect({ lost, doubled, unknown, served, rebuilt }).toEqual({
      lost: 0,
      doubled: 0,
      unknown: 0,
      served: counted,
      rebuilt: counted,
    })
    expect(screen).toEqual({ servers: 5, wrong: 0, wantsReload: false })
  })
})
