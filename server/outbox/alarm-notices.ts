import { createHash } from 'node:crypto'
import { Value } from '@sinclair/typebox/value'
import { ALARM_NOTICE, type AlarmNotice } from '../../shared/domain/alarm-notice.ts'
import type { AlarmRules } from '../../shared/domain/alarm-rules.ts'
import { escalationOf, type AlarmStanding } from '../../shared/domain/alarm.ts'
import type { ActDoor } from '../ingest/act-door.ts'
import type { EventLog } from '../log/event-log.ts'
import type { Published } from '../publish/published.ts'
import type { Clock } from '../runtime/clock.ts'
import type { AlarmChannel } from './alarm-channels.ts'
import type { NoticeBoard } from './notice-board.ts'
import { noticeBody, type NoticeFacts } from './notice-body.ts'
import { waitAfter } from './outbox.ts'
import type { PostAnswer } from './signed-post.ts'

export interface NoticeParts {
  readonly log: Pick<EventLog, 'acts'>
  readonly acts: Pick<ActDoor, 'write'>
  readonly board: NoticeBoard
  readonly published: Pick<Published, 'alarms' | 'asOf' | 'mode'>
  readonly rules: AlarmRules
  readonly clock: Clock
  readonly random: () => number
  /** The alarm in words. */
  readonly facts: (alarm: AlarmStanding, step: number) => NoticeFacts
  readonly post: (channel: AlarmChannel, key: string, body: string) => Promise<PostAnswer>
  /** Told of each failed attempt, without the alarm's content. */
  readonly onFailed: (channel: string, reason: string, attempt: number) => void
}

/** An alarm, a channel and a step that are due and not told yet. */
interface Due {
  readonly key: string
  readonly alarm: AlarmStanding
  readonly channel: AlarmChannel
  readonly step: number
}

const LOOK_EVERY_MS = 1_000

/** The same for as long as the alarm waits at this step; short, because gateways bound it. */
const keyOf = ({ id, waitsSince }: AlarmStanding, channel: string, step: number) =>
  createHash('sha256')
    .update(JSON.stringify([channel, id, waitsSince, step]))
    .digest('hex')
    .slice(0, 32)

/** What channels are to be told at a clock second: alarms that have gone up far enough for each. AL10 */
export function dueNotices(
  alarms: readonly AlarmStanding[],
  channels: readonly AlarmChannel[],
  { rules, clock }: { readonly rules: AlarmRules; readonly clock: number },
): readonly Due[] {
  return alarms.flatMap((alarm) => {
    const step = escalationOf(alarm, rules, clock)
    const told = channels.filter(({ level, fromStep }) => alarm.level <= level && step >= fromStep)
    return told.map((channel) => ({ key: keyOf(alarm, channel.id, step), alarm, channel, step }))
  })
}

/** Tells channels of alarms that nobody acknowledged, until each was taken or nobody needs to be told any more. AL10 */
export class AlarmNotices {
  readonly #parts: NoticeParts
  /** Told for good, or under way with the number of attempts. */
  readonly #done = new Set<string>()
  readonly #attempts = new Map<string, { count: number; notBefore: number }>()
  readonly #busy = new Set<string>()
  readonly #stop: () => void

  constructor(parts: NoticeParts) {
    this.#parts = parts
    for (const { body, at } of parts.log.acts()) {
      const act: unknown = JSON.parse(new TextDecoder().decode(body))
      if (Value.Check(ALARM_NOTICE, act)) this.#note(act, at)
    }
    this.#stop = parts.clock.every(LOOK_EVERY_MS, () => this.look())
  }

  #note(notice: AlarmNotice, at: number): void {
    this.#done.add(notice.key)
    this.#parts.board.note(notice, at)
  }

  /** Sends what is due now. In replay and demonstration nothing leaves the room. */
  look(): void {
    const { published, board, rules, clock } = this.#parts
    if (published.mode !== 'live' && published.mode !== 'exercise') return
    const all = dueNotices(published.alarms(), board.channels, { rules, clock: published.asOf })
    const keys = new Set(all.map(({ key }) => key))
    for (const key of this.#attempts.keys()) if (!keys.has(key)) this.#attempts.delete(key)
    for (const due of all) {
      const isEarly = (this.#attempts.get(due.key)?.notBefore ?? 0) > clock.monotonic()
      if (this.#done.has(due.key) || this.#busy.has(due.key) || isEarly) continue
      this.#busy.add(due.key)
      void this.#tell(due).finally(() => this.#busy.delete(due.key))
    }
  }

  async #tell({ key, alarm, channel, step }: Due): Promise<void> {
    const { post, facts, acts, published } = this.#parts
    const answer = await post(channel, key, noticeBody(channel.body, facts(alarm, step)))
    if (answer.kind === 'failed') return this.#later(key, channel.id, answer.reason)
    const { id, waitsSince = 0 } = alarm
    const notice: AlarmNotice = {
      act: 'alarm-notice',
      alarm: id,
      channel: channel.id,
      waits: waitsSince,
      step,
      status: answer.kind,
      key,
    }
    try {
      await acts.write(notice)
      this.#note(notice, published.asOf)
    } catch {
      // The log is full: told once more, under the same key, when it writes again.
      this.#later(key, channel.id, 'log')
    }
  }

  #later(key: string, channel: string, reason: string): void {
    const { clock, random, onFailed } = this.#parts
    const count = (this.#attempts.get(key)?.count ?? 0) + 1
    this.#attempts.set(key, { count, notBefore: clock.monotonic() + waitAfter(count, random) })
    onFailed(channel, reason, count)
  }

  stop(): void {
    this.#stop()
  }
}
