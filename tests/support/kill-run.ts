import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openSqliteEventLog } from '../../server/log/sqlite-event-log.ts'
import { systemClock } from '../../server/runtime/clock.ts'
import { makeBatch, sendBatch, type Batch } from './batch-source.ts'
import { cityFacts, readFigure, type CityFacts } from './city-facts.ts'
import { lastingScreen } from './lasting-screen.ts'
import { seededRandom } from './random.ts'
import { freePort, startWall, type WallServer } from './wall-server.ts'

export interface KillRunOptions {
  readonly kills: number
  readonly seed: number
  readonly city: 'auto' | 'hangzhou'
  readonly onKill?: (kill: number, acknowledged: number) => void
}

/** What came of the run; everything but the first two must be 0 or equal. */
export interface KillOutcome {
  readonly acknowledged: number
  readonly tornTails: number
  /** Acknowledged events that the log does not hold, and events it holds twice or never got. */
  readonly lost: number
  readonly doubled: number
  readonly unknown: number
  /** `events.all` at the root: as served, after a rebuild from zero, and as counted in the log. */
  readonly served: number | null
  readonly rebuilt: number | null
  readonly counted: number
  /** The one screen that was open all the time: servers it has shown, wrong pictures after a start, whether it wants a reload. */
  readonly screen: { readonly servers: number; readonly wrong: number; readonly wantsReload: boolean }
}

const SENDERS = 4
const BATCH = 250
const SCREEN_DEPTH = 3

/** A source that keeps each batch until it is acknowledged, and sends it again after a crash. */
class Source {
  readonly acknowledged = new Set<string>()
  readonly sent = new Set<string>()
  #kept: Batch[] = []
  #serial = 0
  readonly #name: string

  constructor(name: string) {
    this.#name = name
  }

  /** Sends until the server is gone. */
  async sendUntilGone(url: string, facts: CityFacts): Promise<void> {
    for (;;) {
      const batch = this.#kept[0] ?? makeBatch(facts, `${this.#name}-${this.#serial++}`, BATCH)
      this.#kept = [batch]
      for (const id of batch.ids) this.sent.add(id)
      const receipt = await sendBatch(url, batch).catch(() => 'gone' as const)
      if (receipt === 'gone') return
      if (receipt !== undefined && receipt.accepted + receipt.duplicate === BATCH) this.#settle(batch)
      else if (receipt !== undefined) throw new Error(`a batch was refused: ${JSON.stringify(receipt.errors[0])}`)
    }
  }

  #settle(batch: Batch): void {
    for (const id of batch.ids) this.acknowledged.add(id)
    this.#kept = []
  }
}

async function countLog(folder: string): Promise<Map<string, number>> {
  const log = await openSqliteEventLog({ folder, clock: systemClock })
  const times = new Map<string, number>()
  for (const { kind, body } of log.readFrom(1)) {
    if (kind === 'act') continue
    for (const line of Buffer.from(body).toString().split('\n')) {
      const { id } = JSON.parse(line) as { id: string }
      times.set(id, (times.get(id) ?? 0) + 1)
    }
  }
  await log.close()
  return times
}

const serve = (city: string, port: number, dataDir?: string) =>
  startWall({ args: ['--city', city, '--feed', 'none'], port, ...(dataDir === undefined ? {} : { dataDir }) })

/** Lets the senders work for a random while, then kills the server in the middle of it. */
async function killOnce(wall: WallServer, sources: readonly Source[], facts: CityFacts, afterMs: number): Promise<void> {
  const sending = Promise.all(sources.map((source) => source.sendUntilGone(wall.url, facts)))
  await new Promise((wake) => setTimeout(wake, afterMs))
  await wall.kill()
  await sending
}

/** Kills the real server again and again at random moments during ingest, then counts what is there. LG5 */
export async function runKills({ kills, seed, city, onKill }: KillRunOptions): Promise<KillOutcome> {
  const facts = cityFacts(city)
  const random = seededRandom(seed)
  const sources = Array.from({ length: SENDERS }, (_, index) => new Source(`k${seed}-s${index}`))
  const acknowledged = () => sources.reduce((sum, source) => sum + source.acknowledged.size, 0)
  const port = await freePort()
  let [tornTails, wrong] = [0, 0]
  let wall = await serve(city, port)
  const { dataDir } = wall
  const screen = lastingScreen(wall.url, facts.root, SCREEN_DEPTH)
  if (!(await screen.agrees())) wrong++
  for (let kill = 1; kill <= kills; kill++) {
    await killOnce(wall, sources, facts, 20 + random() * 900)
    onKill?.(kill, acknowledged())
    wall = await serve(city, port, dataDir)
    if (wall.said().includes('torn tail')) tornTails++
    if (!(await screen.agrees())) wrong++
  }
  const served = await readFigure(wall.url, facts.root, 'events.all')
  await wall.stop()
  const times = await countLog(dataDir)
  rmSync(join(dataDir, 'snapshots'), { recursive: true, force: true })
  wall = await serve(city, port, dataDir)
  const rebuilt = await readFigure(wall.url, facts.root, 'events.all')
  if (!(await screen.agrees())) wrong++
  const { servers, wantsReload } = screen
  screen.close()
  await wall.stop()
  wall.forget()
  const sent = new Set(sources.flatMap((source) => [...source.sent]))
  const all = sources.flatMap((source) => [...source.acknowledged])
  return {
    acknowledged: all.length,
    tornTails,
    lost: all.filter((id) => !times.has(id)).length,
    doubled: [...times.values()].filter((count) => count > 1).length,
    unknown: [...times.keys()].filter((id) => !sent.has(id)).length,
    served,
    rebuilt,
    counted: times.size,
    screen: { servers, wrong, wantsReload },
  }
}
