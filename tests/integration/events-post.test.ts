import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { LogFullError, type EventLog } from '../../server/log/event-log.ts'
import { createMemoryEventLog } from '../../server/log/memory-event-log.ts'
import { eventsPostRoute, LARGEST_BODY_BYTES } from '../../server/routes/events-post.ts'
import { caseEvent, ndjson, openDoor } from '../support/open-door.ts'
import { serveRouters } from '../support/serve-router.ts'

const NDJSON = 'application/x-ndjson'
const BATCH = 'application/cloudevents-batch+json'
let close = async () => {}
afterEach(() => close())

async function open(parts: { readonly log?: EventLog; readonly feedOwnsClock?: boolean } = {}) {
  const opened = openDoor(parts.log ? { log: parts.log } : {})
  const served = await serveRouters(eventsPostRoute({ door: opened.door, feedOwnsClock: () => parts.feedOwnsClock === true }))
  close = served.close
  const post = async (type: string, body: BodyInit, headers: Readonly<Record<string, string>> = {}) => {
    const request = { method: 'POST', body, headers: { 'content-type': type, ...headers }, duplex: 'half' }
    const response = await fetch(`${served.url}/api/v1/events`, request)
    return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> }
  }
  return { ...opened, post }
}

function envelope({ kind, id, source, occurredAt, ...data }: Record<string, unknown>) {
  return { specversion: '1.0', id, source, time: occurredAt, type: `gridwall.${String(kind)}`, subject: 'Zhang San', data }
}

describe('the formats', () => {
  test('[EV10] the same event in three formats is one event', async () => {
    const { post, fold } = await open()
    const event = caseEvent()
    expect(await post(NDJSON, ndjson([event]) as BodyInit)).toMatchObject({
      status: 200,
      body: { accepted: 1, firstSeq: 1, lastSeq: 1 },
    })
    expect(await post('application/json; charset=UTF-8', JSON.stringify([event]))).toMatchObject({ body: { duplicate: 1 } })
    expect(await post(BATCH, JSON.stringify([envelope(event)]))).toMatchObject({ body: { duplicate: 1 } })
    expect(fold.events).toHaveLength(1)
    expect(JSON.stringify(fold.events)).not.toContain('Zhang')
  })

  test('[EV10] pointers of a CloudEvents batch point into the envelope', async () => {
    const { post } = await open()
    const events = [caseEvent({ step: 'no' }), caseEvent({ source: 'no' }), caseEvent({ occurredAt: 'x'.repeat(20) })].map(
      envelope,
    )
    const { body } = await post(BATCH, JSON.stringify([...events, { ...envelope(caseEvent()), type: 'other' }, 5]))
    const errors = body['errors'] as readonly { readonly pointer: string; readonly code: string }[]
    expect(errors.map(({ pointer, code }) => `${code} ${pointer}`)).toEqual([
      'bad-value /data/step',
      'unknown-source /source',
      'bad-time /time',
      'bad-envelope /type',
      'bad-envelope ',
    ])
  })
})

describe('requests refused as a whole', () => {
  test.each([
    ['unknown-format', 415, 'text/plain', 'x', {}],
    ['unknown-format', 415, 'application/json; charset=gbk', '[]', {}],
    ['encoded-body', 415, NDJSON, gzipSync('{}'), { 'content-encoding': 'gzip' }],
    ['too-large', 413, NDJSON, new Uint8Array(LARGEST_BODY_BYTES + 1), {}],
    ['bad-json', 400, 'application/json', '[{', {}],
    ['not-an-array', 400, 'application/json', '{"kind":"case"}', {}],
    ['bad-json', 400, 'application/json', '', {}],
  ])('[EV10] %s answers %i', async (code, status, type, body, headers) => {
    const { post } = await open()
    const refused = await post(type, body as BodyInit, headers)
    expect(refused).toMatchObject({ status, body: { code, status } })
    expect(refused.headers.get('content-type')).toContain('application/problem+json')
  })

  test('[EV10] an undeclared length beyond the limit is refused while it is read', async () => {
    const { post } = await open()
    const chunk = new Uint8Array(1024 * 1024).fill(32)
    let sent = 0
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => (sent++ < 17 ? controller.enqueue(chunk) : controller.close()),
    })
    expect(await post(NDJSON, stream)).toMatchObject({ status: 413 })
  })

  test('[EV10] while a recorded file plays its clock is the server’s', async () => {
    const { post } = await open({ feedOwnsClock: true })
    expect(await post(NDJSON, '')).toMatchObject({ status: 409, body: { code: 'feed-owns-the-clock' } })
  })

  test('[EV10] a full log answers 503 and says when to come again', async () => {
    const log: EventLog = { ...createMemoryEventLog(), append: () => Promise.reject(new LogFullError('no room')) }
    const { post } = await open({ log })
    const refused = await post(NDJSON, ndjson([caseEvent()]) as BodyInit)
    expect(refused).toMatchObject({ status: 503, body: { code: 'log-full' } })
    expect(refused.headers.get('retry-after')).toBe('5')
  })

  test('[EV10] a server that is behind answers 429 and says when to come again', async () => {
    const { door, fold } = openDoor()
    const { counts, refused } = door
    const behind = { submit: door.submit.bind(door), pending: 100_001, clockSuspect: false, refused, counts }
    const served = await serveRouters(eventsPostRoute({ door: behind, feedOwnsClock: () => false }))
    close = served.close
    const response = await fetch(`${served.url}/api/v1/events`, { method: 'POST', body: '', headers: { 'content-type': NDJSON } })
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1'])
    expect(fold.events).toHaveLength(0)
  })
})
