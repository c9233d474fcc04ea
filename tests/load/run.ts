import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { cityFacts } from '../support/city-facts.ts'
import { makeBatch, sendBatch } from '../support/batch-source.ts'
import { startWall } from '../support/wall-server.ts'
import type { ScreenReport } from './screens.ts'

/** Events a second to try, each for this long; the highest that keeps up is the sustained rate. */
const RATES = [1_000, 5_000, 20_000, 50_000]
const SECONDS = 10
const WARM_UP_S = 3
const SCREENS = Number(process.argv[2] ?? 200)
/** Four flushes a second and 60 ms on the way. */
const LIMIT_MS = 250 + 60
const BATCHES_A_SECOND = 20

const wall = () => performance.timeOrigin + performance.now()
const say = (line: string) => process.stdout.write(`${line}\n`)
const wait = (ms: number) => new Promise((wake) => setTimeout(wake, Math.max(0, ms)))

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

/** Least-squares slope of lag over send time, ms a second: above zero the backlog grows. */
function slope(points: readonly (readonly [second: number, lag: number])[]): number {
  const n = points.length
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n
  const over = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  return over / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
}

/** Waits for the moment a number of the log was on the first screen. */
class Probe {
  readonly #waiting: { readonly seq: number; readonly done: (at: number) => void }[] = []
  #newest = -1

  reached(logSeq: number, at: number): void {
    this.#newest = logSeq
    while ((this.#waiting[0]?.seq ?? Infinity) <= logSeq) this.#waiting.shift()?.done(at)
  }

  when(seq: number): Promise<number> {
    if (this.#newest >= seq) return Promise.resolve(wall())
    return new Promise((done) => {
      this.#waiting.push({ seq, done })
      this.#waiting.sort((a, b) => a.seq - b.seq)
    })
  }
}

async function openScreens(url: string, node: string, probe: Probe): Promise<ChildProcess> {
  const screens = fork(join(import.meta.dirname, 'screens.ts'), [url, String(SCREENS), node, '4'], {
    execArgv: ['--import', 'tsx'],
  })
  await new Promise<void>((ready, fail) => {
    screens.on('message', (report: ScreenReport) => {
      if (report.kind === 'ready') ready()
      if (report.kind === 'reached') probe.reached(report.logSeq, report.at)
      if (report.kind === 'lost') fail(new Error(`a screen was lost: ${report.reason}`))
    })
    screens.once('exit', () => fail(new Error('the screens ended')))
  })
  return screens
}

const server = await startWall({ args: ['--feed', 'none', '--city', 'hangzhou'] })
const probe = new Probe()
const facts = cityFacts('hangzhou')
const screens = await openScreens(server.url, facts.root, probe)
say(`${SCREENS} screens of the whole city hold their first picture`)
let sustained = 0
for (const rate of RATES) {
  const lags: [number, number][] = []
  const underWay: Promise<void>[] = []
  const began = wall()
  for (let batch = 0; batch < SECONDS * BATCHES_A_SECOND; batch++) {
    await wait(began + (batch * 1000) / BATCHES_A_SECOND - wall())
    const sent = wall()
    const made = makeBatch(facts, `load-${rate}-${batch}`, rate / BATCHES_A_SECOND)
    underWay.push(
      sendBatch(server.url, made).then(async (receipt) => {
        if (receipt?.lastSeq == null) return
        const second = (sent - began) / 1000
        const committed = wall()
        const shown = await probe.when(receipt.lastSeq)
        if (second > WARM_UP_S) lags.push([second, Math.max(0, shown - committed)])
      }),
    )
  }
  await Promise.all(underWay)
  const p99 = quantile(
    lags.map(([, lag]) => lag),
    0.99,
  )
  const growing = slope(lags)
  const took = (wall() - began) / 1000
  const kept = p99 <= LIMIT_MS && growing <= 5 && took <= SECONDS * 1.1
  if (kept) sustained = rate
  say(
    `${rate} events/s: commit to screen p50 ${quantile(
      lags.map(([, lag]) => lag),
      0.5,
    ).toFixed(
      0,
    )} ms, p99 ${p99.toFixed(0)} ms, slope ${growing.toFixed(1)} ms/s, ${took.toFixed(1)} s → ${kept ? 'kept' : 'NOT kept'}`,
  )
}
say(`sustained with ${SCREENS} screens: ${sustained} events/s`)
screens.removeAllListeners('exit')
screens.send('end')
await server.stop()
server.forget()
process.exitCode = sustained >= 1_000 ? 0 : 1
