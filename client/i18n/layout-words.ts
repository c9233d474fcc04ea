import { named, type Named } from './words.ts'

/** Words of the sheet that arranges the desk; they come with it. */
export const LAYOUT_WORDS = {
  title: named('面板布局', 'Panel layout'),
  note: named('只对本浏览器有效 · 告警待办不能收起', 'for this browser alone · the alarm queue cannot be put away'),
  left: named('左侧', 'Left'),
  right: named('右侧', 'Right'),
  up: named('上移 {name}', 'Move {name} up'),
  down: named('下移 {name}', 'Move {name} down'),
  usual: named('恢复默认', 'Back to the usual'),
} as const satisfies Record<string, Named>
