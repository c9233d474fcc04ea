import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqliteEventLog } from '../../server/log/sqlite-event-log.ts'
import { systemClock } from '../../server/runtime/clock.ts'
import { makeBatch, sendBatch } from '../support/batch-source.ts'
import { cityFacts } from '../support/city-facts.ts'
import { startWall, until, type WallServer } from '../support/wall-server.ts'

const canLimit = spawnSync('prlimit', ['--version']).status === 0
const facts = cityFacts('auto')

/** Files of the process may grow to `bytes`: the disk is full for it from then on. */
function limitFiles(pid: number, bytes: string): void {
  const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

describe.skipIf(!canLimit)('a full disk (needs prlimit)', () => {
  let wall: WallServer
  beforeAll(async () => {
    wall = await startWall({ args: ['--city', 'auto', '--feed', 'none'] })
  })
  afterAll(async () => {
    await wall.stop()
    wall.forget()
  })

  // Fault seen: without the probe the server stayed not ready for ever, since nobody wrote any more.
  it(
    '[LG4] is answered with 503, keeps what was acknowledged, and takes writes again by itself',
    { timeout: 60_000 },
    async () => {
      let acknowledged = 0
      limitFiles(wall.pid, String(1 << 20))
      for (let i = 0; i < 50; i++) {
        const receipt = await sendBatch(wall.url, makeBatch(facts, `full-${i}`, 250))
        if (receipt === undefined) break
        acknowledged += receipt.accepted
      }
      const refused = await fetch(`${wall.url}/api/v1/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson' },
        body: makeBatch(facts, 'big', 5_000).body,
      })
      expect([refused.status, refused.headers.get('retry-after') !== null]).toEqual([503, true])
      expect(await (await fetch(`${wall.url}/readyz`)).json()).toMatchObject({ failing: ['logWritable'] })
      limitFiles(wall.pid, 'unlimited')
      await until(async () => (await fetch(`${wall.url}/readyz`)).status === 200, 10_000, 'ready again')
      const after = await sendBatch(wall.url, makeBatch(facts, 'after', 250))
      expect(after).toMatchObject({ accepted: 250, firstSeq: acknowledged + 2 })
      await wall.kill()
      const log = await openSqliteEventLog({ folder: wall.dataDir, clock: systemClock })
      const kept = [...log.readFrom(1)].reduce((sum, { count }) => sum + count, 0)
      await log.close()
      // One more than the events: the act that names the pack.
      expect(kept).toBe(acknowledged + 250 + 1)
    },
  )
})
