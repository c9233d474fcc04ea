import { makeReadings, sendBatch } from '../support/batch-source.ts'
import { cityFacts } from '../support/city-facts.ts'
import { startWall, type WallServer } from '../support/wall-server.ts'

/** Ready within this time with `EVENTS` events in the log. */
const READY_WITHIN_MS = 10_000
const EVENTS = Number(process.argv[2] ?? 10_000_000)
const BATCH = 4_000
const SENDERS = 3
const ARGS = ['--city', 'auto', '--feed', 'none']

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Sends until the log holds `EVENTS` events; answers events a second. */
async function fill(wall: WallServer): Promise<number> {
  const facts = cityFacts('auto')
  const began = performance.now()
  let made = 0
  const sender = async (): Promise<void> => {
    while (made < EVENTS) {
      const serial = made
      made += BATCH
      const batch = makeReadings(facts, `r${serial}`, BATCH)
      while ((await sendBatch(wall.url, batch)) === undefined) await new Promise((wake) => setTimeout(wake, 200))
      if (serial % 1_000_000 < BATCH) say(`${Math.round(made / 1000)}k events sent`)
    }
  }
  await Promise.all(Array.from({ length: SENDERS }, sender))
  return made / ((performance.now() - began) / 1000)
}

async function timedStart(dataDir: string): Promise<readonly [WallServer, number]> {
  const began = performance.now()
  const wall = await startWall({ args: ARGS, dataDir, readyWithinMs: 300_000 })
  return [wall, performance.now() - began]
}

const first = await startWall({ args: ARGS })
const rate = await fill(first)
say(`${EVENTS} events at ${Math.round(rate / 1000)}k a second`)
await first.stop()
const [second, afterStop] = await timedStart(first.dataDir)
say(`ready ${Math.round(afterStop)} ms after a clean stop`)
for (let i = 0; i < 20; i++) await sendBatch(second.url, makeReadings(cityFacts('auto'), `tail${i}`, BATCH))
await second.kill()
const [third, afterKill] = await timedStart(first.dataDir)
say(`ready ${Math.round(afterKill)} ms after a kill with a tail of ${20 * BATCH} events`)
await third.stop()
third.forget()
const holds = Math.max(afterStop, afterKill) <= READY_WITHIN_MS
say(holds ? `ready within ${READY_WITHIN_MS} ms both times` : `FAILED: must be ready within ${READY_WITHIN_MS} ms`)
process.exitCode = holds ? 0 : 1
