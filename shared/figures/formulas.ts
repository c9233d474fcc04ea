import type { HazardPart } from './hazard-keys.ts'
import type { COUNT_BASES, DUE_BASES, KeyDef, PART_BASES } from './keys.ts'
import { RATES } from './keys.ts'

/** How a figure is counted, in words. */
export interface Formula {
  readonly zh: string
  readonly en: string
  /** Rule of the specification that it follows. */
  readonly rule: string
}

const says = (rule: string, zh: string, en: string): Formula => ({ zh, en, rule })

/** Windowed counts: a base without words does not compile. */
const COUNTED: Readonly<Record<(typeof COUNT_BASES)[number], Formula>> = {
  events: says(
    'FD3',
    '窗口内按事件时间计的全部事件（心跳除外）',
    'all events but heartbeats whose event time lies in the window',
  ),
  'events.arrivedLate': says(
    'EV5',
    '其中晚于来源时限到达的事件',
    'of these, events that came later than the limit of their source',
  ),
  'events.noPosition': says('FD7', '上报时没有位置的案卷', 'cases reported without a position'),
  'cases.reported': says(
    'FD7',
    '窗口内首次上报的案卷，每卷一次，自行处置另计',
    'cases first reported in the window, each once; settled on the spot apart',
  ),
  'cases.filed': says('FD7', '窗口内立案的案卷，每卷一次', 'cases filed in the window, each once'),
  'cases.closed': says('FD7', '窗口内结案，重开后再结案另计一次', 'closings in the window; once more after each reopening'),
  'cases.late': says('FD7', '窗口内结案且晚于到期时间', 'closings in the window after the due time'),
  'cases.returned': says('FD7', '窗口内退回的次数', 'returns in the window'),
  'cases.extended': says('FD7', '窗口内延期的次数', 'extensions in the window'),
  'cases.refused': says('FD7', '窗口内拒单的次数', 'refusals in the window'),
  'cases.selfHandled': says('FD7', '窗口内当场自行处置的案卷，不进入在办', 'cases settled on the spot in the window; never open'),
}
const PARTED: Readonly<Record<(typeof PART_BASES)[number], Formula>> = {
  'cases.patrol': says('AG2', '立案中由巡查发现的', 'filed cases that a patrol found'),
  'cases.handled': says('AG2', '窗口内处置完毕的次数', 'handlings completed in the window'),
  'cases.dispatched': says('AG2', '窗口内派遣和改派的次数', 'dispatches and reassignments in the window'),
  'cases.signed': says(
    'AG2',
    '窗口内派遣和改派中已签收的',
    'of the dispatches and reassignments in the window, those signed for by now',
  ),
  'cases.reopened': says('AG2', '窗口内核查不通过而重开的次数', 'reopenings in the window'),
  'cases.reached': says('AG2', '窗口内接通的回访', 'revisits in the window that reached someone'),
  'cases.solved': says('AG2', '接通的回访中确认已解决的', 'of these, said to be solved'),
  'cases.resident': says('AG2', '上报案卷中由居民提出的', 'reported cases that residents brought'),
  'cases.satisfied': says('AG2', '接通的回访中表示满意的', 'of these, said to be satisfied'),
}
const BY_DUE: Readonly<Record<(typeof DUE_BASES)[number], Formula>> = {
  'cases.due': says('AG2', '应结：到期时间在窗口内且已到的案卷', 'cases whose due time lies in the window and has come'),
  'cases.dueClosed': says('AG2', '应结案卷中目前已结案的', 'of the cases due, those closed by now'),
  'cases.dueOnTime': says('AG2', '应结案卷中不晚于到期时间结案的', 'of the cases due, those closed at or before due'),
}

const PRESENT: Readonly<Record<string, Formula>> = {
  'cases.open': says('FD7', '现在在办的案卷', 'cases open now'),
  'cases.overdue': says('FD7', '在办案卷中到期时间已过的，含在在办之内', 'open cases past their due time; part of the open ones'),
  'cases.supervised': says('FD7', '在办案卷中督办的', 'open cases under supervision'),
  'cases.suspended': says('FD7', '在办案卷中挂账的', 'open cases suspended'),
  'cases.handleMinutes': says(
    'AG3',
    '窗口内结案的案卷从上报到结案的分钟数，取最近秩，误差不超过 2%',
    'minutes from report to closing of the closings in the window, nearest rank, within 2 %',
  ),
  'checks.assigned': says('FD8', '本轮应巡查的小区与楼栋', 'compounds and stairwells given in the running round'),
  'checks.done': says('FD8', '本轮已巡查的', 'of these, done'),
  'checks.overdue': says('FD8', '本轮超期未查的', 'of these, overdue'),
  'checks.visits': says('FD8', '今日完成的走访次数', 'visits done today'),
  tier: says(
    'AG5',
    '规则表中最不利的一级；缺一项输入即为未知',
    'the worst of the tables of the rule; unknown where an input is missing',
  ),
  'index.coupling': says(
    'IX3',
    '规则所定小时数内，秩序上升且活力下降均达到规则所定分数为 1，否则为 0',
    '1 where over the hours of the rule order rose and vitality fell by its points, else 0',
  ),
  'alarms.unacked': says(
    'AL6',
    '等待签收的告警：未签收、未搁置、未被上级告警代表',
    'alarms that wait for a person: not acknowledged, shelved or suppressed',
  ),
  'service.requested': says('FD8', '今日提出的服务需求', 'services requested today'),
  'service.matched': says('FD8', '今日匹配到提供方的服务', 'services matched today'),
  'service.delivered': says('FD8', '今日办成的服务', 'services delivered today'),
  'service.unmet': says(
    'FD13',
    '近 35 日提出、尚未办成的服务需求，不含涉及个人和敏感类别',
    'services asked for in the last 35 days and not delivered, without person-related and sensitive categories',
  ),
  'service.rating': says('FD8', '今日评分之和 ÷ 今日评分次数', 'sum of the ratings of today ÷ their number'),
  'duty.posts': says('FD8', '最近一次上报的应到岗位', 'posts as last told'),
  'duty.filled': says('FD8', '最近一次上报的在岗岗位', 'posts filled as last told'),
  'measures.active': says('FD8', '已实施、未解除的措施', 'measures imposed and not released'),
  'measures.overdueReview': says('FD8', '生效措施中复核时间已过的', 'of these, past their review-by time'),
  'x.tray': says('EV6', '类别不在目录中的事件，暂存待归类', 'events of types that no catalogue knows, kept in the tray'),
}

const INBOUND = says(
  'FD14',
  '今日收到的事件从发生到收到的秒数（涉及个人的不计），最近秩，17 秒内精确，以上误差不超过 3%',
  'seconds from happening to receipt of the events of today (person-related ones apart), nearest rank, exact to 17 s, within 3 % beyond',
)
const OUTBOUND = says(
  'FD14',
  '今日签收的案卷从派遣（改派、退回、拒单）到签收的分钟数，最近秩，误差不超过 3%',
  'minutes from dispatch (reassignment, return, refusal) to the signature of orders signed today, nearest rank, within 3 %',
)

/** Families whose members differ by a number or a code. */
const FAMILIES: readonly (readonly [prefix: string, formula: Formula])[] = [
  ['cases.handleMinutes.', PRESENT['cases.handleMinutes'] as Formula],
  [
    'cases.step.',
    says(
      'FD7',
      '在办案卷按最后到达的环节计；六含今日结案未评价，七为今日评价',
      'open cases by step last reached; six also closed today, seven evaluated today',
    ),
  ],
  [
    'cases.byFamily.',
    says(
      'FD7',
      '窗口内上报的该大类案卷，各小类之和',
      'cases of this family of types reported in the window, the sum of its types',
    ),
  ],
  ['cases.byType.', says('FD7', '窗口内上报的该类案卷', 'cases of this type reported in the window')],
  [
    'alarms.',
    says(
      'AL6',
      '生效中的本级告警，含已签收、搁置和被代表的',
      'active alarms of this level, acknowledged, shelved and suppressed ones too',
    ),
  ],
  [
    'warnings.',
    says(
      'FD8',
      '生效中的官方预警，到期或解除即止；演练不计',
      'official warnings in force until they expire or are cancelled; exercises never count',
    ),
  ],
  [
    'dim.',
    says(
      'FD8',
      '最近一次读数；上级区域按该维度的汇总方式由下级得出',
      'the newest reading; wider areas by the roll-up of the dimension',
    ),
  ],
  [
    'p.service.unmet.',
    says(
      'FD13',
      '近 35 日提出、尚未办成的该类服务；涉及个人，只到村社，少于 5 不显示，每 15 分钟公布',
      'services of this category asked for in the last 35 days and not delivered; person-related, to the community, fewer than 5 hidden, told each quarter of an hour',
    ),
  ],
  [
    'x.service.unmet.',
    says(
      'FD13',
      '近 35 日提出、尚未办成的该类服务；敏感，只到镇街，少于 11 不显示，按日公布',
      'services of this category asked for in the last 35 days and not delivered; sensitive, to the street, fewer than 11 hidden, told by the day',
    ),
  ],
  [
    'p.',
    says(
      'PR1',
      '涉及个人的事件，不含服务，只到村社，满 5 件整批公布，不足的计入上级；少于 5 不显示，每 15 分钟公布',
      'person-related events without services, to the community, told in whole batches of 5, what is left over one area up; fewer than 5 hidden, told each quarter of an hour',
    ),
  ],
  [
    'x.',
    says(
      'PR1',
      '敏感事件，不含服务，只到镇街，满 11 件整批公布，不足的计入上级；少于 11 不显示，按日公布',
      'sensitive events without services, to the street, told in whole batches of 11, what is left over one area up; fewer than 11 hidden, told by the day',
    ),
  ],
  [
    'service.unmet.',
    says('FD13', '近 35 日提出、尚未办成的该类服务', 'services of this category asked for in the last 35 days and not delivered'),
  ],
  ['service.requested.', says('FD13', '今日提出的该类服务需求', 'services of this category requested today')],
  ['service.matched.', says('FD13', '今日匹配到提供方的该类服务', 'services of this category matched today')],
  ['service.delivered.', says('FD13', '今日办成的该类服务', 'services of this category delivered today')],
  ['latency.inbound', INBOUND],
  ['latency.outbound', OUTBOUND],
  [
    'index.',
    says(
      'IX1',
      '规则声明的各项指标在两端之间按直线折算为 0 至 100 分，再按权重平均；缺一项则两个指数都未知',
      'the indicators of the rule in points of 0 to 100, straight between their two ends, averaged by weight; both unknown where one is missing',
    ),
  ],
]

const KNOWN: Readonly<Record<string, Formula>> = { ...COUNTED, ...PARTED, ...BY_DUE, ...PRESENT }
const GROUP_WORDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  parts: ['仅部件', 'parts alone'],
  events: ['仅事件', 'events alone'],
}

function rateFormula(def: KeyDef, name: (key: string) => Formula | undefined): Formula | undefined {
  if (!def.of) return undefined
  const base = (key: string) => key.replace(/\.(day|month|period|all)$/, '')
  const [top, bottom] = [name(base(def.of.numerator)), name(base(def.of.denominator))]
  return (
    top &&
    bottom &&
    says('AG2', `（${top.zh}）÷（${bottom.zh}），分母为零时无值`, `(${top.en}) ÷ (${bottom.en}); none where the denominator is 0`)
  )
}

function formulaOfBase(base: string): Formula | undefined {
  const known = KNOWN[base]
  if (known) return known
  const group = GROUP_WORDS[base.slice(base.lastIndexOf('.') + 1)]
  const whole = KNOWN[base.slice(0, base.lastIndexOf('.'))]
  if (group && whole) return says(whole.rule, `${whole.zh}（${group[0]}）`, `${whole.en} (${group[1]})`)
  return FAMILIES.find(([prefix]) => base.startsWith(prefix))?.[1]
}

const OF_HAZARDS: Readonly<Record<HazardPart['item'], Formula>> = {
  share: says(
    'HZ5',
    '该部分 ÷ 各部分之和，均按已公布的整批(每批 11)计，取整百分数；已公布总数不足 20 或只有一部分时不显示，日终公布，只到镇街',
    'this part ÷ all parts, both in the whole batches of 11 that were released, in whole percent; hidden where fewer than 20 or one part alone are released; told when the day has ended, to the street',
  ),
  band: says(
    'HZ4',
    '核准版本的模型对本区域给出的数值，只到镇街，不上卷，不涉及个人',
    'what the approved version of the model says of this area; to the street, not rolled up, never of a person',
  ),
  low: says('HZ4', '模型给出的区间下端', 'the lower end of the interval that the model gives'),
  high: says('HZ4', '模型给出的区间上端', 'the upper end of the interval that the model gives'),
  inbound: says('HZ2', '最近一次报送的外部压力', 'the pressure from outside as last told'),
  internal: says('HZ2', '最近一次报送的内部态势', 'the spread inside as last told'),
}

/** How a key is counted; undefined for a key nobody has words for, which a test forbids. AG7 */
export function formulaOf(def: KeyDef): Formula | undefined {
  if (def.hazard) return OF_HAZARDS[def.hazard.item]
  return def.of || RATES[def.base] ? rateFormula(def, formulaOfBase) : formulaOfBase(def.base)
}
