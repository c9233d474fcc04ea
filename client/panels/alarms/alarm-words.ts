import type { AlarmCardFacts } from '../../state/alarm-queue.ts'
import type { Named } from '../../i18n/words.ts'

/** What the queue says, in both languages. */
export const ALARM_WORDS = {
  note: { zh: '一级 {n} 分钟内签收', en: 'level 1 within {n} min' },
  load: { zh: '每席位 10 分钟 {v} 条 / 目标 {t}', en: '{v} per desk in 10 min, target {t}' },
  none: { zh: '当前没有告警', en: 'No alarms now' },
  running: { zh: '已持续 {t}', en: 'for {t}' },
  left: { zh: '剩余 {t}', en: '{t} left' },
  cleared: { zh: '已恢复', en: 'cleared' },
  late: { zh: '补报', en: 'reported late' },
  ack: { zh: '签收', en: 'Ack' },
  acked: { zh: '已签收', en: 'Acknowledged' },
  undo: { zh: '撤销', en: 'Undo' },
  shelve: { zh: '搁置 30 分钟', en: 'Shelve 30 min' },
  clear: { zh: '消除', en: 'Clear' },
  comment: { zh: '签收意见，不超过 200 字，不写个人信息', en: 'Comment, at most 200 characters, no personal data' },
  post: { zh: '岗位', en: 'Post' },
  escalated: { zh: '已升级至{post}', en: 'escalated to {post}' },
  told: { zh: '已通知{name}', en: 'told {name}' },
  toldNot: { zh: '{name}拒收', en: 'refused by {name}' },
  stuck: { zh: '升级出不了值班室：未配置外发渠道', en: 'Escalation stays in this room: no outside channel' },
  shelved: { zh: '搁置 {n}', en: 'shelved {n}' },
  suppressed: { zh: '由上级告警代表 {n}', en: 'under a wider alarm {n}' },
  lateCount: { zh: '补报 {n}', en: 'reported late {n}' },
  threshold: { zh: '限值', en: 'threshold' },
  many: { zh: '{n} 起', en: '{n} alarms' },
  value: { zh: '实测 {v}', en: 'measured {v}' },
  page: { zh: '{from}–{to} / {n}', en: '{from}–{to} of {n}' },
  failed: { zh: '未能办理：{reason}', en: 'Not done: {reason}' },
  clearedMany: { zh: '已恢复、未签收', en: 'Cleared, not acknowledged' },
  'sound.off': { zh: '本窗口无声', en: 'Window silent' },
  'sound.blocked': { zh: '声音被浏览器挡住，按任意键', en: 'Sound blocked: press any key' },
  'sound.armed': { zh: '声音就绪', en: 'Sound armed' },
  'sound.mute': { zh: '试音没有放出，请检查音频设备', en: 'The tone did not come out: check the audio device' },
  'sound.proven': { zh: '声音就绪 {t}', en: 'Sound proved {t}' },
  'sound.arm': { zh: '启用', en: 'Arm' },
  'sound.test': { zh: '试音', en: 'Test' },
  'sound.turnOff': { zh: '关', en: 'Off' },
  undoable: { zh: '{what}：{cause}', en: '{what}: {cause}' },
  didAck: { zh: '已签收', en: 'Acknowledged' },
  didShelve: { zh: '已搁置', en: 'Shelved' },
  dispatch: { zh: '派单', en: 'Dispatch' },
  silent: { zh: '{name}数据中断', en: '{name}: no data' },
} as const satisfies Readonly<Record<string, Named>>

export type AlarmWord = keyof typeof ALARM_WORDS

/** Elapsed or left: minutes and seconds below an hour, then hours and minutes, then days. */
export function spanText(seconds: number, lang: 'zh' | 'en'): string {
  const s = Math.max(0, Math.floor(seconds))
  const two = (n: number) => String(n).padStart(2, '0')
  if (s < 3_600) return `${two(Math.floor(s / 60))}:${two(s % 60)}`
  const [hours, minutes] = [Math.floor(s / 3_600), Math.floor((s % 3_600) / 60)]
  if (hours < 48) return lang === 'zh' ? `${hours} 小时 ${two(minutes)} 分` : `${hours} h ${two(minutes)} min`
  return lang === 'zh' ? `${Math.floor(hours / 24)} 天` : `${Math.floor(hours / 24)} d`
}

const both = (zh: string, en: string): Named => ({ zh, en })
/** A grid is a number; what people know it by is its community. */
const KNOWN_BY = 2

/** What the alarm is, in the fewest words. */
export function causeOf({ first, count }: AlarmCardFacts): Named {
  const { kind, about, value } = first
  const name = first.name ?? both('', '')
  if (first.state === 'cleared' && count > 1) return ALARM_WORDS.clearedMany
  if (kind === 'silent-source' && about?.name) return both(`${about.name.zh}数据中断`, `${about.name.en}: no data`)
  if (count > 1 || (kind !== 'open-case' && kind !== 'cluster')) return name
  if (kind === 'open-case') return about?.name ?? name
  return value === undefined ? name : both(`${name.zh}（${value} 起）`, `${name.en} (${value})`)
}

/** The name a place goes by, and the path to it from the district down. */
export function placeNames({ place }: AlarmCardFacts): { readonly short: Named; readonly path: Named } {
  const known = place[Math.min(place.length - 1, KNOWN_BY)] ?? place.at(-1)
  const path = place.filter((area) => area !== known || place.length === 1)
  return {
    short: known?.name ?? both('', ''),
    path: both(path.map(({ name }) => name.zh).join(' › '), path.map(({ name }) => name.en).join(' › ')),
  }
}
