import { afterEach, expect, test } from 'vitest'
import type { EventLog } from '../../server/log/event-log.ts'
import { eventsPostRoute } from '../../server/routes/events-post.ts'
import { COMMON_STORED_FIELDS, NOON, openDoor } from '../support/open-door.ts'
import { hostileBody, hostileLines, hostileRequests, MARK } from '../support/hostile-inputs.ts'
import { serveRouters } from '../support/serve-router.ts'
import { EVENT_SCHEMAS } from '../../shared/domain/grid-event.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'

const BODIES = 50
const LINES = 100
let close = async () => {}
afterEach(() => close())

function storedEvents(log: EventLog): StoredEvent[] {
  const entries = [...log.readFrom(0)].filter(({ kind }) => kind !== 'act')
  return entries.flatMap((entry) =>
    Buffer.from(entry.body)
      .toString()
      .split('\n')
      .map((line) => JSON.parse(line) as StoredEvent),
  )
}

/** Fields of a stored event that no schema names. */
function strangeFields(event: StoredEvent): string[] {
  const own = Object.keys(EVENT_SCHEMAS[event.kind].properties)
  return Object.keys(event).filter((field) => !own.includes(field) && !COMMON_STORED_FIELDS.includes(field))
}

test('[EV12] five thousand hostile lines: each is accounted for, fair ones are accepted, nothing foreign is written', async () => {
  const { door, log, fold } = openDoor()
  const served = await serveRouters(eventsPostRoute({ door, feedOwnsClock: () => false }))
  close = served.close
  const next = hostileLines(7, {
    node: 'C1111',
    source: 'a',
    type: 'thing',
    dimension: 'water',
    occurredAt: () => new Date(NOON).toISOString(),
  })
  for (let i = 0; i < BODIES; i++) {
    const { body, fair } = hostileBody(next, LINES)
    const response = await fetch(`${served.url}/api/v1/events`, {
      method: 'POST',
      body: body as BodyInit,
      headers: { 'content-type': 'application/x-ndjson' },
    })
    const receipt = (await response.json()) as { accepted: number; duplicate: number; rejected: number; errors: unknown[] }
    expect(response.status).toBe(200)
    expect(receipt.accepted + receipt.duplicate + receipt.rejected).toBe(LINES)
    expect(receipt.accepted).toBeGreaterThanOrEqual(fair)
    expect(JSON.stringify(receipt.errors).length).toBeLessThan(64_000)
  }
  const stored = storedEvents(log)
  expect(stored).toStrictEqual(
    fold.entries
      .filter(({ kind }) => kind !== 'act')
      .flatMap((entry) =>
        Buffer.from(entry.body)
          .toString()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown),
      ),
  )
  expect(stored.flatMap(strangeFields)).toEqual([])
  // Ids are the sender's own and may be any visible ASCII; no screen shows them as anything but text.
  const writtenWithMark = stored.filter((event) => JSON.stringify({ ...event, id: '', caseId: '' }).includes(MARK))
  expect(writtenWithMark).toEqual([])
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('[EV12] requests that are wrong as a whole are answered, never with a failure of the server', async () => {
  const { door, fold } = openDoor()
  const served = await serveRouters(eventsPostRoute({ door, feedOwnsClock: () => false }))
  close = served.close
  for (const [url, request] of hostileRequests(served.url)) {
    const response = await fetch(url, request)
    expect(response.status).toBeLessThan(500)
    await response.arrayBuffer()
  }
  expect(fold.events).toEqual([])
})

// Fault seen: a schema left open for one kind (foreign fields written), `bad-json` counted twice for a line.
