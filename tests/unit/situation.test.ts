import { describe, expect, it } from 'vitest'
import { createScopeViews } from '../../server/delta/scope-views.ts'
import { createPublisher } from '../../server/publish/publisher.ts'
import { situationRoute } from '../../server/routes/situation.ts'
import { systemClock } from '../../server/runtime/clock.ts'
import { nextReport } from '../../shared/domain/report-rhythm.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { entryOf, openFold } from '../support/fold-run.ts'
import { serveRouters } from '../support/serve-router.ts'
import { SMALL_ALARMS } from '../support/small-alarms.ts'
import { SMALL_CATALOGUE } from '../support/small-catalogue.ts'

const START = Date.parse('2024-03-20T10:00:00+08:00')
const HOUR = 3_600_000

/** What the interface says after each event, told at its own second. */
async function situationsAfter(events: readonly object[]) {
  const { fold, figures, tree } = openFold()
  const { published, flush } = createPublisher({ figures, tree, clock: systemClock, mode: 'live', epoch: 'e' })
  const parts = { published, tree, views: createScopeViews(published, tree), alarms: SMALL_ALARMS, catalogue: SMALL_CATALOGUE }
  const server = await serveRouters(situationRoute(parts))
  const said: unknown[] = []
  for (const [at, event] of events.entries()) {
    const whole = { id: `e${at}`, source: 'a', cls: 'T', node: 'C1', ...event } as unknown as StoredEvent
    fold.apply(entryOf(whole, at + 1, whole.t / 1000))
    flush()
    said.push(await (await fetch(`${server.url}/api/v1/situation`)).json())
  }
  await server.close()
  return said
}

const response = (after: number, action: string, level: number) => ({
  kind: 'response',
  t: START + after,
  responseId: 'r',
  plan: 'flood',
  level,
  action,
})
const warning = (after: number, id: string, more: object) => ({
  kind: 'warning',
  t: START + after,
  warningId: id,
  type: 'rain',
  status: 'actual',
  msgType: 'alert',
  level: 3,
  expiresAt: START + 4 * HOUR,
  ...more,
})

describe('situation', () => {
  it('[AL9] a started response turns the city to urgent, its level follows, its end turns it back', async () => {
    const [started, raised, ended] = await situationsAfter([
      response(0, 'started', 4),
      response(HOUR, 'raised', 3),
      response(2 * HOUR, 'ended', 3),
    ])
    expect(started).toMatchObject({
      state: 'urgent',
      responses: [{ level: 4, due: { report: 'first' } }],
      posts: SMALL_ALARMS.posts,
    })
    expect(raised).toMatchObject({
      responses: [{ id: 'r', level: 3, startedAt: new Date(START).toISOString(), due: { report: 'further' } }],
    })
    expect(ended).toMatchObject({ state: 'ordinary', responses: [] })
  })

  it('[AL9] warnings are told with identity and expiry, exercises apart; a cancel that refers to one ends it', async () => {
    const [alone, both, cancelled] = await situationsAfter([
      warning(0, 'w1', {}),
      warning(1000, 'x', { status: 'exercise', level: 2 }),
      warning(2000, 'w2', { msgType: 'cancel', references: ['w1'] }),
    ])
    expect(alone).toMatchObject({ state: 'ordinary', warnings: [{ id: 'w1', status: 'actual', level: 3, issuer: { id: 'a' } }] })
    expect(both).toMatchObject({ warnings: [{ id: 'x', status: 'exercise' }, { id: 'w1' }] })
    expect(cancelled).toMatchObject({ warnings: [{ id: 'x' }] })
  })

  it('[AL9] the first report is due after its minutes, further ones at even steps', () => {
    const due = (minute: number) => nextReport(0, minute * 60, { firstMinutes: 30, everyMinutes: 120 })
    expect([due(0), due(29), due(30), due(149), due(150)].map(({ report, at }) => `${report} ${at / 60}`)).toEqual([
      'first 30',
      'first 30',
      'further 150',
      'further 150',
      'further 270',
    ])
  })
})
