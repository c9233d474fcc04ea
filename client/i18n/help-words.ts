import { named, type Named } from './words.ts'

/** What each key does; these words come with the sheets that say them. */
export const HELP_WORDS = {
  search: named('查找区域、案卷和命令', 'find areas, cases and commands'),
  figures: named('指标表：每个数字的依据', 'all figures of this unit: the proof of each'),
  up: named('上一级，或关闭当前窗口', 'one level up, or close what is open'),
  arrows: named('在下级单元之间移动', 'move among the units below'),
  list: named('按列表次序移动', 'move in the order of the list'),
  alarms: named('在告警待办中移动', 'move through the alarms'),
  alarmActs: named('签收、搁置、派单所选告警；Z 撤销', 'Acknowledge, shelve, dispatch the marked alarm; Z takes back'),
  enter: named('进入所选单元', 'go into the marked unit'),
  cases: named('在办案卷与单个案卷的闭环', 'open cases and the loop of one'),
  units: named('责任单位', 'responsible units'),
  notes: named('值班日志', 'Shift log'),
  handover: named('交接班单', 'Handover sheet'),
  measures: named('管控措施时间线', 'time line of measures'),
  service: named('服务与管控', 'service beside control'),
  layers: named('切换图层', 'change the layer'),
  stage: named('地图与网络视图切换', 'map or network in the middle'),
  lang: named('切换语言', 'change the language'),
  help: named('本页', 'this sheet'),
  glyphs: named('数字的状态', 'States of a figure'),
  worst: named('逐个查看最差的网格：等级、超期、在办', 'walks the worst grids: by tier, overdue, open'),
  whole: named('回到全市', 'back to the whole city'),
  table: named('图层数据表：地图上的数字', 'the layer as a table'),
} as const satisfies Record<string, Named>
