import { named, type Named } from './words.ts'

/** Words of the briefing alone; they come with that page. */
export const BRIEFING_WORDS = {
  previous: named('上一幕', 'Previous'),
  next: named('下一幕', 'Next'),
  visitor: named('来访', 'Visitors'),
  visitorOn: named('来访模式 · 不点名区域、不显示明细', 'Visitors present: no area is named, no detail shown'),
  visitorMark: named('来访模式', 'VISITORS'),
  print: named('打印', 'Print'),
  edit: named('改写', 'Edit'),
  done: named('完成', 'Done'),
  restore: named('恢复原句', 'Restore'),
  edited: named('已编辑', 'edited'),
  sentence: named('本幕一句话', 'The sentence of this scene'),
  scenes: named('各幕', 'Scenes'),
  desk: named('返回大屏', 'Back to the wall'),
  printed: named('{city}{product} · {node} · {scene}', '{city} {product} · {node} · {scene}'),
  dataTime: named(
    '数据时间 {time} · 发布号 {epoch}-{seq} · 校验值 {hash}',
    'data time {time} · publication {epoch}-{seq} · hash {hash}',
  ),
  rules: named('规则 {rules}', 'rules {rules}'),
  live: named('实时', 'live'),
} as const satisfies Readonly<Record<string, Named>>
