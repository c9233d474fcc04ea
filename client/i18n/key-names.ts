import type { KeyDef, KeyWindow } from '../../shared/figures/keys.ts'
import { named, type Named } from './words.ts'

const WINDOW_NAMES: Readonly<Record<KeyWindow, Named>> = {
  now: named('当前', 'now'),
  m15: named('近 15 分钟', 'last 15 min'),
  h1: named('近 1 小时', 'last hour'),
  h24: named('近 24 小时', 'last 24 h'),
  day: named('今日', 'today'),
  month: named('本月', 'this month'),
  shift: named('本班次', 'this shift'),
  period: named('本考核期', 'this period'),
  all: named('累计', 'since the beginning'),
}

const BASE_NAMES: Readonly<Record<string, Named>> = {
  events: named('网格事件', 'grid events'),
  'events.arrivedLate': named('迟到事件', 'events that came late'),
  'events.noPosition': named('无位置案卷', 'cases without a position'),
  'cases.reported': named('上报案卷', 'cases reported'),
  'cases.filed': named('立案', 'cases filed'),
  'cases.closed': named('结案', 'cases closed'),
  'cases.late': named('超期结案', 'closed after due'),
  'cases.returned': named('退回', 'returned'),
  'cases.extended': named('延期', 'extended'),
  'cases.refused': named('拒单', 'refused'),
  'cases.selfHandled': named('自行处置', 'settled on the spot'),
  'cases.patrol': named('巡查发现', 'found by patrol'),
  'cases.handled': named('处置完毕', 'handled'),
  'cases.dispatched': named('已派遣', 'dispatched'),
  'cases.signed': named('已签收', 'signed for'),
  'cases.reopened': named('重开', 'reopened'),
  'cases.reached': named('回访接通', 'revisits reached'),
  'cases.solved': named('回访确认解决', 'said to be solved'),
  'cases.satisfied': named('回访满意', 'said to be satisfied'),
  'cases.resident': named('居民提出', 'brought by residents'),
  'cases.residentRate': named('居民提出占比', 'share brought by residents'),
  'cases.due': named('应结案卷', 'cases due'),
  'cases.dueClosed': named('应结已结', 'due and closed'),
  'cases.dueOnTime': named('应结按期结', 'due and closed on time'),
  'cases.closureRate': named('结案率', 'closed of due'),
  'cases.onTimeRate': named('按期结案率', 'closed on time'),
  'cases.filingRate': named('立案率', 'filed of reported'),
  'cases.patrolRate': named('巡查发现率', 'found by patrol'),
  'cases.reworkRate': named('返工率', 'reworked'),
  'cases.extensionRate': named('延期率', 'extended'),
  'cases.refusedRate': named('拒单率', 'refused'),
  'cases.responseRate': named('签收率', 'signed for'),
  'cases.resolutionRate': named('解决率', 'solved'),
  'cases.satisfactionRate': named('满意率', 'satisfied'),
  'cases.open': named('在办案卷', 'open cases'),
  'cases.overdue': named('超期案卷', 'overdue cases'),
  'cases.supervised': named('督办案卷', 'supervised cases'),
  'cases.suspended': named('挂起案卷', 'suspended cases'),
  'cases.step.1': named('环节一 信息收集', 'step 1, collected'),
  'cases.step.2': named('环节二 案卷建立', 'step 2, filed'),
  'cases.step.3': named('环节三 任务派遣', 'step 3, dispatched'),
  'cases.step.4': named('环节四 任务处理', 'step 4, handled'),
  'cases.step.5': named('环节五 处理反馈', 'step 5, reported back'),
  'cases.step.6': named('环节六 核查结案', 'step 6, verified'),
  'cases.step.7': named('环节七 综合评价', 'step 7, evaluated'),
  'cases.handleMinutes.p50': named('处置时长中位数', 'median handling time'),
  'cases.handleMinutes.p90': named('处置时长九成位', 'handling time, nine in ten'),
  'checks.assigned': named('应巡查(走访)', 'patrols assigned'),
  'checks.done': named('已巡查(走访)', 'patrols done'),
  'checks.overdue': named('超期未查', 'patrols overdue'),
  'checks.visits': named('今日走访', 'visits today'),
  'checks.coverage': named('巡查(走访)覆盖率', 'patrol coverage'),
  'warnings.1': named('Ⅰ级(红色)预警', 'warnings Ⅰ (red)'),
  'warnings.2': named('Ⅱ级(橙色)预警', 'warnings Ⅱ (orange)'),
  'warnings.3': named('Ⅲ级(黄色)预警', 'warnings Ⅲ (yellow)'),
  'warnings.4': named('Ⅳ级(蓝色)预警', 'warnings Ⅳ (blue)'),
  'alarms.1': named('一级告警', 'alarms, level 1'),
  'alarms.2': named('二级告警', 'alarms, level 2'),
  'alarms.3': named('三级告警', 'alarms, level 3'),
  'alarms.4': named('四级告警', 'alarms, level 4'),
  'alarms.unacked': named('未签收告警', 'alarms not acknowledged'),
  tier: named('风险等级', 'tier'),
  'index.order': named('秩序指数', 'order index'),
  'index.vitality': named('活力指数', 'vitality index'),
  'index.combined': named('秩序与活力综合指数', 'order and vitality combined'),
  'index.coupling': named('秩序升活力降', 'order up, vitality down'),
  'service.requested': named('服务需求', 'service requests'),
  'service.matched': named('服务已匹配', 'services matched'),
  'service.delivered': named('服务已办成', 'services delivered'),
  'service.unmet': named('未满足需求', 'unmet needs'),
  'latency.inbound': named('上行：收到事件', 'inbound: events received'),
  'latency.inboundSeconds.p50': named('上行时延中位数(秒)', 'inbound, median (s)'),
  'latency.inboundSeconds.p95': named('上行时延 95 分位(秒)', 'inbound, 95 in 100 (s)'),
  'latency.outbound': named('下行：已签收指令', 'outbound: orders signed for'),
  'latency.outboundMinutes.p50': named('下行时延中位数(分)', 'outbound, median (min)'),
  'latency.outboundMinutes.p95': named('下行时延 95 分位(分)', 'outbound, 95 in 100 (min)'),
  'service.rating': named('服务评分', 'service rating'),
  'duty.posts': named('应到岗位', 'posts'),
  'duty.filled': named('在岗', 'posts filled'),
  'duty.filledRate': named('在岗率', 'share of posts filled'),
  'measures.active': named('生效措施', 'measures in force'),
  'measures.overdueReview': named('超期未复核措施', 'reviews overdue'),
  'x.tray': named('待归类', 'tray of unknown types'),
}

const GROUPS: Readonly<Record<string, Named>> = { parts: named('部件', 'parts'), events: named('事件', 'events') }
const CLASSES: Readonly<Record<'P' | 'X', Named>> = {
  P: named('涉及个人', 'person-related'),
  X: named('敏感', 'sensitive'),
}

/** Catalogue names the key table leans on: type code → name, dimension code → name. */
export interface CatalogueNames {
  readonly types: ReadonlyMap<string, Named>
  readonly dimensions: ReadonlyMap<string, Named>
  /** Categories of services. */
  readonly services?: ReadonlyMap<string, Named> | undefined
  /** Families of types. */
  readonly families?: ReadonlyMap<string, Named> | undefined
  /** Figures of hazards, by what the server keeps them as. */
  readonly hazards?: ReadonlyMap<string, Named> | undefined
}

function join(parts: readonly Named[]): Named {
  return { zh: parts.map((part) => part.zh).join(' · '), en: parts.map((part) => part.en).join(' · ') }
}

function baseName(base: string, names: CatalogueNames): Named {
  const known = BASE_NAMES[base]
  if (known !== undefined) return known
  const code = base.slice(base.indexOf('.') + 1)
  if (base.startsWith('cases.byFamily.')) {
    const family = base.slice('cases.byFamily.'.length)
    return join([named('案卷', 'cases'), names.families?.get(family) ?? named(family, family)])
  }
  if (base.startsWith('cases.byType.')) {
    const type = base.slice('cases.byType.'.length)
    return join([named('案卷', 'cases'), names.types.get(type) ?? named(type, type)])
  }
  const [, cell, category = ''] = /^service\.(\w+)\.(.+)$/.exec(base) ?? []
  const act = BASE_NAMES[`service.${cell}`]
  if (act !== undefined) return join([act, names.services?.get(category) ?? named(category, category)])
  if (base.startsWith('dim.')) return names.dimensions.get(code) ?? named(code, code)
  const group = GROUPS[base.slice(base.lastIndexOf('.') + 1)]
  const whole = BASE_NAMES[base.slice(0, base.lastIndexOf('.'))]
  return group === undefined || whole === undefined ? named(base, base) : join([whole, group])
}

/** What a key is called in both languages. SC10 */
export function keyName(def: KeyDef, names: CatalogueNames): Named {
  const person = def.cls !== 'T' && BASE_NAMES[def.base] === undefined ? CLASSES[def.cls] : undefined
  const hazard = def.hazard && names.hazards?.get(def.hazard.reading)
  if (hazard) return person ? join([person, hazard]) : hazard
  const base = baseName(person === undefined ? def.base : def.base.slice(2), names)
  const parts = person === undefined ? [base] : [person, base]
  return join(def.window === 'now' ? parts : [...parts, WINDOW_NAMES[def.window]])
}
