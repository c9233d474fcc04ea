import { tellingMemory, toldMemory } from '../support/told-memory.ts'
import { startWall, until, type WallServer } from '../support/wall-server.ts'

const MOST_BYTES = 600e6
const DAYS = Number(process.argv[2] ?? 8)
/** City seconds a second: a day of the demo in 48 s. */
const SPEED = 1_800
const DAY_S = 86_400
/** By then cases of two days, windows and lists are as full as they get; growth counts from here. */
const SETTLED_DAY = 3
/** The duplicate index: 12 bytes a slot, a third of the slots taken when it has just doubled. */
const INDEX_BYTES_AN_EVENT = 36
/** Work state of the cases filed on a day, which are remembered for 35 days. */
const CASES_BYTES_A_DAY = 2e6

const say = (line: string) => process.stdout.write(`${line}\n`)
const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`

interface Sample {
  /** Days of the city since the first sample. */
  readonly day: number
  /** Events in the log. */
  readonly events: number
  readonly rss: number
  readonly heapUsed: number
  readonly arrayBuffers: number
  readonly external: number
}

async function metric(wall: WallServer, name: string): Promise<number> {
  const text = await (await fetch(`${wall.url}/metrics`)).text()
  return Number(new RegExp(`^gridwall_${name} (\\S+)`, 'm').exec(text)?.[1])
}

async function sample(wall: WallServer, day: number): Promise<Sample> {
  const taken = { ...(await toldMemory(wall)), day, events: await metric(wall, 'fold_seq') }
  const { rss, heapUsed, arrayBuffers, events } = taken
  say(`day ${day}: ${mb(rss)} resident, heap ${mb(heapUsed)}, columns ${mb(arrayBuffers)}; ${events} events`)
  return taken
}

const wall = await startWall({
  args: ['--city', 'hangzhou', '--feed', 'demo'],
  nodeArgs: tellingMemory(SPEED),
  readyWithinMs: 180_000,
})
const resident = await metric(wall, 'resident_memory_bytes')
say(`full city with a day of events: ${mb(resident)} resident as it comes`)
const began = await metric(wall, 'clock_seconds')
const samples = [await sample(wall, 0)]
for (let day = 1; day <= DAYS; day++) {
  await until(async () => (await metric(wall, 'clock_seconds')) >= began + day * DAY_S, 600_000, `day ${day}`)
  samples.push(await sample(wall, day))
}
await wall.stop()
wall.forget()
const [early, late] = [samples[Math.min(SETTLED_DAY, DAYS - 1)] as Sample, samples[DAYS] as Sample]
const held = ({ heapUsed, external }: Sample) => heapUsed + external
const days = late.day - early.day
const growth = (held(late) - held(early)) / days
const explained = ((late.events - early.events) * INDEX_BYTES_AN_EVENT) / days + CASES_BYTES_A_DAY
say(`growth from day ${early.day} on: ${mb(growth)} a day; the log's index and open work explain ${mb(explained)}`)
const holds = resident <= MOST_BYTES && growth <= explained
say(holds ? 'within bounds' : `FAILED: at most ${mb(MOST_BYTES)} for a day, no growth but what is explained`)
process.exitCode = holds ? 0 : 1
