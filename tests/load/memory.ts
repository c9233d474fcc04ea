import { mkdtempSync, rmSync, writeFileSync, appendFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCity } from '../../server/city/load-city.ts'
import { DemoDay } from '../../server/feed/demo/demo-day.ts'
import { demoCity } from '../../server/feed/demo/demo-city.ts'
import { startWall, until } from '../support/wall-server.ts'

const MOST_BYTES = 600e6
const DAYS = Number(process.argv[2] ?? 8)
/** Bytes a further day may add: its fingerprints and the log's pages, nothing that grows with the figures. */
const MOST_GROWTH_A_DAY = 8e6
const DAY_MINUTES = 1_440
const FIRST_MINUTE = Date.parse('2026-03-02T16:00:00Z') / 60_000

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Days of the full demo city as a recorded file; the feed holds it in memory, so only the growth is judged. */
function record(folder: string): string {
  const { tree, manifest, catalogue } = loadCity({ city: 'hangzhou', cacheDir: join(folder, 'cities') })
  const day = new DemoDay(demoCity({ tree, manifest, catalogue }, 1), FIRST_MINUTE, undefined)
  const file = join(folder, 'days.ndjson')
  writeFileSync(file, '')
  while (day.next < FIRST_MINUTE + DAYS * DAY_MINUTES) {
    const lines: string[] = []
    for (let minute = 0; minute < 60; minute++) lines.push(...day.take().map((event) => JSON.stringify(event)))
    if (lines.length > 0) appendFileSync(file, `${lines.join('\n')}\n`)
  }
  return file
}

interface Sample {
  readonly day: number
  readonly bytes: number
}

async function sample(url: string): Promise<Sample> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const read = (name: string) => Number(new RegExp(`^gridwall_${name} (\\S+)`, 'm').exec(text)?.[1])
  return { day: Math.floor((read('clock_seconds') / 60 - FIRST_MINUTE) / DAY_MINUTES), bytes: read('resident_memory_bytes') }
}

/** The full city with the demo's day behind it. */
async function dayOfDemo(): Promise<number> {
  const wall = await startWall({ args: ['--city', 'hangzhou', '--feed', 'demo'], readyWithinMs: 180_000 })
  const { bytes } = await sample(wall.url)
  await wall.stop()
  wall.forget()
  return bytes
}

const demo = await dayOfDemo()
say(`full city with a day of events: ${Math.round(demo / 1e6)} MB`)
const folder = mkdtempSync(join(tmpdir(), 'gridwall-week-'))
const file = record(folder)
say(`${DAYS} days recorded`)
const wall = await startWall({ args: ['--city', 'hangzhou', '--feed', file, '--speed', 'max'], readyWithinMs: 120_000 })
const samples: Sample[] = []
const isDone = async (): Promise<boolean> => {
  samples.push(await sample(wall.url))
  return ((await (await fetch(`${wall.url}/api/v1/feed`)).json()) as { state: string }).state !== 'playing'
}
await until(isDone, 1_800_000, 'the file has played')
samples.push(await sample(wall.url))
await wall.stop()
wall.forget()
rmSync(folder, { recursive: true })
const peaks = Array.from({ length: DAYS }, (_, day) => Math.max(0, ...samples.filter((s) => s.day === day).map((s) => s.bytes)))
peaks.forEach((bytes, day) => say(`day ${day + 1}: ${Math.round(bytes / 1e6)} MB`))
const [early, late] = [peaks[1] ?? 0, peaks.at(-1) ?? 0]
const growth = (late - early) / Math.max(1, DAYS - 2)
say(`growth from day 2 on: ${(growth / 1e6).toFixed(1)} MB a day`)
const holds = demo <= MOST_BYTES && growth <= MOST_GROWTH_A_DAY
say(holds ? 'within bounds' : `FAILED: at most ${MOST_BYTES / 1e6} MB for a day and ${MOST_GROWTH_A_DAY / 1e6} MB growth a day`)
process.exitCode = holds ? 0 : 1
