import type { Names as NamesSchema } from '../../shared/domain/names.ts'
import type { Static } from '@sinclair/typebox'
import type { Mode } from '../../shared/protocol/messages.ts'
import type { AlarmChannel } from './alarm-channels.ts'

type Names = Static<typeof NamesSchema>

/** An escalated alarm in words: places and work, never people. */
export interface NoticeFacts {
  readonly alarm: string
  readonly level: number
  readonly name: Names
  readonly about: Names | undefined
  /** From below the city down to the area. */
  readonly place: readonly Names[]
  readonly node: string
  /** ISO 8601. */
  readonly since: string
  /** The post it has gone up to. */
  readonly post: Names
  readonly step: number
  readonly mode: Mode
}

const LEVELS = ['一级', '二级', '三级', '四级']

function textOf({ level, name, about, place, since, post, mode }: NoticeFacts): string {
  const what = about === undefined || about.zh === name.zh ? name.zh : `${name.zh}（${about.zh}）`
  const where = place.map(({ zh }) => zh).join(' › ')
  const mark = mode === 'exercise' ? '【演练】' : ''
  return `${mark}【${LEVELS[level - 1] ?? ''}告警】${what} · ${where} · 始于 ${since} · 无人签收，已升级至${post.zh}`
}

/** What a channel is sent. AL10 */
export function noticeBody(format: AlarmChannel['body'], facts: NoticeFacts): string {
  return JSON.stringify(format === 'text' ? { msgtype: 'text', text: { content: textOf(facts) } } : facts)
}
