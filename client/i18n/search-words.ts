import { named, type Named } from './words.ts'

/** Words of the command palette; they come with it. */
export const SEARCH_WORDS = {
  caseOf: named('打开案卷 {id}', 'Open case {id}'),
  case: named('案卷', 'case'),
  command: named('命令', 'command'),
  network: named('切换到网络视图', 'Show the network'),
  map: named('切换到地图', 'Show the map'),
  whole: named('回到全市', 'Back to the whole city'),
  mapHere: named('本窗口只看地图，告警另开窗口', 'Map in this window, the queue in another'),
  queueHere: named('本窗口只看告警队列，地图另开窗口', 'Queue in this window, the map in another'),
  oneWindow: named('合回一个窗口', 'Back to one window'),
  layout: named('面板布局', 'Panel layout'),
  thresholds: named('告警限值变更', 'Alarm thresholds'),
  briefing: named('打开领导简报', 'Open the briefing'),
  board: named('打开数据源看板', 'Open the source board'),
  layer: named('图层：{name}', 'Layer: {name}'),
  hint: named('区域、案卷号或命令', 'An area, a case number or a command'),
} as const satisfies Record<string, Named>
