import { spread, type BenchRow } from './bench-row.ts'
import { startFanPair } from './fan-out/fan-pair.ts'

const PAIRS = 5
const FRAME_BYTES = 1_000_000
const FRAMES = 30
const STUCK = 1

/** Bytes a stuck screen adds, in frames: the same broadcasts without and with screens that never read on. */
async function framesHeld(): Promise<number> {
  const pair = await startFanPair()
  try {
    pair.size(FRAME_BYTES)
    await pair.screens({ kind: 'open', wall: pair.wall, bare: pair.bare, count: 1 }, 'opened')
    const order = { kind: 'run', to: 'wall', times: FRAMES, everyMs: 20 } as const
    await pair.server(order, 'ran')
    const before = (await pair.server({ kind: 'memory' }, 'memory')).bytes
    await pair.screens({ kind: 'stuck', wall: pair.wall, count: STUCK }, 'opened')
    await pair.server(order, 'ran')
    const after = (await pair.server({ kind: 'memory' }, 'memory')).bytes
    return (after - before) / FRAME_BYTES / STUCK
  } finally {
    pair.close()
  }
}

/** B9: server memory that a screen adds which stopped reading. */
export async function run(): Promise<readonly BenchRow[]> {
  const held: number[] = []
  for (let i = 0; i < PAIRS; i += 1) held.push(await framesHeld())
  return [
    {
      id: 'B9',
      what: `frames held for a screen that stopped reading, after ${FRAMES} publications of 1 MB`,
      ...spread(held),
      better: 'lower',
      must: 2,
      goal: 1,
      detail: `frames of their own for ${STUCK} stuck screen; heap and buffers after a collection`,
    },
  ]
}
