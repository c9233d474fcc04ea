import { spread, type BenchRow } from './bench-row.ts'
import { startFanPair, type FanPair } from './fan-out/fan-pair.ts'

const PAIRS = 5
const FRAME_BYTES = 2048

interface Phase {
  readonly cpuUs: number
  readonly p50: number
  readonly p99: number
}

async function phase(pair: FanPair, to: 'wall' | 'bare', screens: number): Promise<Phase> {
  const times = Math.round(12_000 / screens)
  const { cpuMs } = await pair.server({ kind: 'run', to, times, everyMs: 2000 / times }, 'ran')
  const { messages, p50, p99 } = await pair.screens({ kind: 'take' }, 'taken')
  if (messages < times * screens * 0.8) throw new Error(`${to}: ${messages} of ${times * screens} frames came`)
  return { cpuUs: (cpuMs * 1000) / messages, p50, p99 }
}

async function pairsOf(screens: number): Promise<{ readonly wall: Phase; readonly bare: Phase }[]> {
  const pair = await startFanPair()
  try {
    pair.size(FRAME_BYTES)
    await pair.screens({ kind: 'open', wall: pair.wall, bare: pair.bare, count: screens }, 'opened')
    await phase(pair, 'wall', screens)
    await phase(pair, 'bare', screens)
    const pairs = []
    for (let i = 0; i < PAIRS; i += 1)
      pairs.push({ bare: await phase(pair, 'bare', screens), wall: await phase(pair, 'wall', screens) })
    return pairs
  } finally {
    pair.close()
  }
}

const middle = (numbers: readonly number[]) => spread(numbers).ratio

function costRow(screens: number, pairs: Awaited<ReturnType<typeof pairsOf>>): BenchRow {
  const cost = (side: 'wall' | 'bare') => middle(pairs.map((pair) => pair[side].cpuUs)).toFixed(1)
  return {
    id: screens === 500 ? 'B4' : 'B4b',
    what: `fan-out to ${screens} screens, 2 kB: CPU a message against a bare ws server; both hear an acknowledgement of every second one`,
    ...spread(pairs.map(({ wall, bare }) => wall.cpuUs / bare.cpuUs)),
    better: 'lower',
    must: 1.3,
    goal: 1.15,
    detail: `${cost('wall')} µs a message, bare ${cost('bare')} µs`,
  }
}

/** B4 and B5: what a frame costs from the hub to the network, and how late the last screens get it. */
export async function run(): Promise<readonly BenchRow[]> {
  const at500 = await pairsOf(500)
  const late = (side: 'wall' | 'bare', share: 'p50' | 'p99') => middle(at500.map((pair) => pair[side][share])).toFixed(1)
  const b5: BenchRow = {
    id: 'B5',
    what: 'fan-out to 500 screens: p99 of the delay against a bare ws server',
    ...spread(at500.map(({ wall, bare }) => wall.p99 / bare.p99)),
    better: 'lower',
    must: 1.5,
    goal: 1.2,
    detail: `p50 ${late('wall', 'p50')} ms, p99 ${late('wall', 'p99')} ms; bare ${late('bare', 'p50')} and ${late('bare', 'p99')} ms`,
  }
  return [costRow(500, at500), costRow(2000, await pairsOf(2000)), b5]
}
