import { describe, expect, test } from 'vitest'
import type { AlarmStanding } from '../../shared/domain/alarm.ts'
import type { Mode } from '../../shared/protocol/messages.ts'
import { createActDoor } from '../../server/ingest/act-door.ts'
import { createMemoryEventLog } from '../../server/log/memory-event-log.ts'
import { AlarmNotices } from '../../server/outbox/alarm-notices.ts'
import type { AlarmChannel } from '../../server/outbox/alarm-channels.ts'
import { NoticeBoard } from '../../server/outbox/notice-board.ts'
import { noticeBody, type NoticeFacts } from '../../server/outbox/notice-body.ts'
import type { PostAnswer } from '../../server/outbox/signed-post.ts'
import { manualClock } from '../support/manual-clock.ts'
import { SMALL_ALARMS } from '../support/small-alarms.ts'

const name = (zh: string) => ({ zh, en: zh })
const channelOf = (id: string, level: number, fromStep: number): AlarmChannel => ({
  id,
  name: name(id),
  url: 'http://127.0.0.1/',
  secret: 'a secret of sixteen',
  level,
  fromStep,
  body: 'alarm',
})
const alarm: AlarmStanding = {
  id: 'danger/c1',
  rule: 'danger',
  level: 1,
  node: 3,
  subject: 'c1',
  about: undefined,
  value: undefined,
  since: 0,
  knownAt: 0,
  late: false,
  active: true,
  clearedAt: undefined,
  returns: 0,
  ack: undefined,
  shelved: undefined,
  suppressedBy: undefined,
  waitsSince: 0,
}
const FACTS: NoticeFacts = {
  alarm: 'danger/c1',
  level: 1,
  name: name('火情'),
  about: undefined,
  place: [name('甲区'), name('乙街道')],
  node: 'C11',
  since: '2026-11-23T06:00:00Z',
  post: name('值班长'),
  step: 1,
  mode: 'live',
}
const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

/** Channels that answer as told, over one alarm that a test changes; level 1 goes up each five minutes. */
function opened(log = createMemoryEventLog(), channels = [channelOf('sms', 2, 1)]) {
  const clock = manualClock(() => 0)
  const published = { asOf: 0, mode: 'live' as Mode, list: [alarm], alarms: () => published.list }
  const sent: string[] = []
  const answers: PostAnswer[] = []
  const acts = createActDoor({
    log,
    fold: { apply: () => undefined },
    citySecond: () => published.asOf,
    onCommitted: () => undefined,
  })
  const board = new NoticeBoard(channels)
  const notices = new AlarmNotices({
    log,
    acts,
    board,
    published,
    rules: SMALL_ALARMS,
    clock,
    random: () => 1,
    facts: () => FACTS,
    post: (channel, key) => {
      sent.push(`${channel.id} ${key}`)
      return Promise.resolve(answers.shift() ?? { kind: 'taken', text: '' })
    },
    onFailed: () => undefined,
  })
  const at = async (second: number) => {
    published.asOf = second
    clock.advance(1_000)
    await settle()
  }
  return { log, published, sent, answers, board, notices, at }
}

describe('escalation out of the room', () => {
  // Fault seen: told again at each look; the step left out of the key.
  test('[AL10] an alarm nobody acknowledges is told once each time it goes up, never before', async () => {
    const { at, sent, board } = opened()
    await at(299)
    expect(sent).toEqual([])
    await at(300)
    await at(301)
    expect(sent).toHaveLength(1)
    await at(600)
    expect(new Set(sent).size).toBe(2)
    expect(board.of(alarm)).toMatchObject([
      { channel: 'sms', step: 1, status: 'taken', at: 300 },
      { step: 2, at: 600 },
    ])
  })

  test('[AL10] a channel that fails is tried again under the same key until it takes, or nobody needs to be told', async () => {
    const { at, sent, answers, published, board } = opened()
    answers.push({ kind: 'failed', reason: 'down' }, { kind: 'failed', reason: 'down' }, { kind: 'taken', text: '' })
    for (let second = 300; second < 310; second++) await at(second)
    expect(sent).toHaveLength(3)
    expect(new Set(sent).size).toBe(1)
    expect(board.of(alarm)).toHaveLength(1)
    published.list = [{ ...alarm, ack: { at: 320, until: 900, post: 'desk', comment: '' }, waitsSince: undefined }]
    await at(900)
    expect(sent).toHaveLength(3)
  })

  test('[AL10] what was told is in the log: a new process does not tell it again', async () => {
    const first = opened()
    await first.at(300)
    first.notices.stop()
    const second = opened(first.log)
    await second.at(310)
    expect(second.sent).toEqual([])
    expect(second.board.of(alarm)).toHaveLength(1)
  })

  test('[AL10] each channel hears its levels from its step on; a demonstration and a replay tell nobody', async () => {
    const { at, sent, published } = opened(undefined, [channelOf('sms', 1, 1), channelOf('siren', 1, 2)])
    published.mode = 'demo'
    await at(600)
    expect(sent).toEqual([])
    published.mode = 'exercise'
    published.list = [{ ...alarm, level: 2 }]
    await at(700)
    expect(sent).toEqual([])
    published.list = [alarm]
    await at(301)
    expect(sent.map((line) => line.split(' ')[0])).toEqual(['sms'])
  })

  test('[AL10] an exercise says so first, and the text names place and work alone', () => {
    const { text } = JSON.parse(noticeBody('text', { ...FACTS, mode: 'exercise' })) as { text: { content: string } }
    expect(text.content).toBe('【演练】【一级告警】火情 · 甲区 › 乙街道 · 始于 2026-11-23T06:00:00Z · 无人签收，已升级至值班长')
  })
})
