import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqliteEventLog } from '../../server/log/sqlite-event-log.ts'
import { systemClock } from '../../server/runtime/clock.ts'
import { caseEvent, ndjson, openDoor, readingEvent } from '../support/open-door.ts'

const BATCHES = 24

/** Batches of different lengths, some longer than one flight, with kinds that lie in entries of their own. */
function batch(nth: number): Uint8Array {
  const size = nth % 5 === 0 ? 2500 : 100 + nth
  return ndjson(
    Array.from({ length: size }, (_, i) => (i % 7 === 0 ? caseEvent({ type: 'person' }) : readingEvent({ value: i / 8 }))),
  )
}

// Fault seen: a flight's room lent again as soon as its entries had been made.
it('[EV1] [EV4] with many batches under way the log holds exactly what the fold was given, in its order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-door-log-'))
  const log = await openSqliteEventLog({ folder, clock: systemClock })
  const { door, fold } = openDoor({ log })
  try {
    const receipts = await Promise.all(Array.from({ length: BATCHES }, (_, nth) => door.submit(batch(nth), 'http')))
    const logged = [...log.readFrom(1)].flatMap(({ body }) => new TextDecoder().decode(body).split('\n'))
    expect(logged.length).toBe(receipts.reduce((sum, { accepted }) => sum + accepted, 0))
    expect(logged).toEqual(fold.events.map((event) => JSON.stringify(event)))
  } finally {
    await log.close()
    rmSync(folder, { recursive: true })
  }
})
