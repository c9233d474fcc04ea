import { gunzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sendBatch, type Batch } from '../support/batch-source.ts'
import { cityFacts } from '../support/city-facts.ts'
import { startWall, type WallServer } from '../support/wall-server.ts'

/** Ready within this time with `EVENTS` events in the log. */
const READY_WITHIN_MS = 10_000
const EVENTS = Number(process.argv[2] ?? 10_000_000)
const BATCH = 20_000
const SENDERS = 3
const TAIL_BATCHES = 5
const ARGS = ['--city', 'hangzhou', '--feed', 'none']

const say = (line: string) => process.stdout.write(`${line}\n`)

function gridCodes(): readonly string[] {
  const file = join(import.meta.dirname, '../../public/cities/hangzhou/nodes.csv.gz')
  const rows = gunzipSync(readFileSync(file)).toString().split('\n')
  return rows.map((row) => row.split(',')).flatMap(([code, , level]) => (level === 'grid' ? (code ?? []) : []))
}

const { readings } = cityFacts('hangzhou')
const codes = gridCodes()

/** Readings of this moment all over the city, by node: quick to make and to take, and all of them in every window. */
function makeNodeReadings(serial: number): Batch {
  const { source, dimension } = readings
  const rest = `"kind":"reading","source":"${source}","dimension":"${dimension}","occurredAt":"${new Date().toISOString()}"`
  const lines = Array.from({ length: BATCH }, (_, index) => {
    const number = serial + index
    return `{"id":"r${number.toString(36)}","value":${number % 97},"node":"${codes[(number * 7) % codes.length]}",${rest}}`
  })
  return { ids: [], body: lines.join('\n') }
}

/** Sends until the log holds `EVENTS` events; answers events a second. */
async function fill(wall: WallServer): Promise<number> {
  const began = performance.now()
  let made = 0
  const sender = async (): Promise<void> => {
    while (made < EVENTS) {
      const serial = made
      made += BATCH
      const batch = makeNodeReadings(serial)
      while ((await sendBatch(wall.url, batch)) === undefined) await new Promise((wake) => setTimeout(wake, 20))
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
for (let i = 0; i < TAIL_BATCHES; i++) await sendBatch(second.url, makeNodeReadings(EVENTS + (i + 1) * BATCH))
await second.kill()
const [third, afterKill] = await timedStart(first.dataDir)
say(`ready ${Math.round(afterKill)} ms after a kill with a tail of ${TAIL_BATCHES * BATCH} events`)
await third.stop()
third.forget()
const holds = Math.max(afterStop, afterKill) <= READY_WITHIN_MS
say(holds ? `ready within ${READY_WITHIN_MS} ms both times` : `FAILED: must be ready within ${READY_WITHIN_MS} ms`)
process.exitCode = holds ? 0 : 1
