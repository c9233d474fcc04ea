import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startWall, until, type WallServer } from './wall-server.ts'

const FROM = '2026-11-23T06:30:00+08:00'
const MINUTES = 570

/** A server that has played most of a day of the demo and stands still at its end: the same picture on every machine. */
export async function standingWall(): Promise<WallServer> {
  const file = join(mkdtempSync(join(tmpdir(), 'gridwall-day-')), 'day.ndjson.gz')
  const writer = join(import.meta.dirname, 'write-demo-hours.ts')
  execFileSync(process.execPath, ['--import', 'tsx', writer, file, FROM, String(MINUTES)])
  const server = await startWall({ args: ['--city', 'hangzhou', '--feed', file, '--speed', 'max'], readyWithinMs: 90_000 })
  const done = async () => {
    const feed = (await (await fetch(`${server.url}/api/v1/feed`)).json()) as { state: string }
    return feed.state === 'done'
  }
  await until(done, 90_000, 'the day has not been played')
  return server
}
