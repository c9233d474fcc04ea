import { Type, type TSchema } from '@sinclair/typebox'
import { COMPARISON } from '../../shared/protocol/comparison.ts'
import { MEASURE_LIST } from '../../shared/protocol/measure-list.ts'
import { PRIVACY_LEDGER } from '../../shared/protocol/privacy-ledger.ts'
import { SOURCE_BOARD } from '../../shared/protocol/source-board.ts'
import { ALARM_ACT_BODY } from '../../shared/domain/alarm-act.ts'
import { BRIEFING_BODY, CONFIRM_BODY, KEPT_BRIEFING, ROOM_BODY } from '../../shared/domain/briefing-act.ts'
import { HANDOVER_BODY, HANDOVER_SHEET, SHIFT_NOTE_BODY } from '../../shared/domain/shift-act.ts'
import { VALUE_STATES } from '../../shared/figures/value-state.ts'
import { CASE_ACT_BODY, CASE_RECEIPT_BODY } from '../../shared/domain/case-act.ts'
import { words } from '../../shared/domain/words.ts'
import { AUDIENCES } from '../../shared/figures/audience-keys.ts'

/** One call as the description of the interface tells it. */
export interface ApiPath {
  readonly path: string
  readonly method: 'get' | 'post'
  readonly zh: string
  readonly en: string
  readonly query: Readonly<Record<string, TSchema>>
  /** Media types of the body with their schemas. */
  readonly body?: Readonly<Record<string, TSchema>> | undefined
  readonly answer: { readonly type: string; readonly schema: TSchema }
  /** Of the answer: 200 where it is not said. */
  readonly status?: 201 | 302 | undefined
  readonly problems: readonly number[]
}

const Code = Type.String({ maxLength: 64, description: 'code of an area, see /api/v1/city' })
const Count = Type.Integer({ minimum: 0 })
const Position = Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: '[lng, lat], WGS 84' })
const Time = Type.String({ format: 'date-time' })
const Mode = words(['live', 'demo', 'replay', 'exercise'])
const Ref = (name: string) => Type.Unsafe<unknown>({ $ref: `#/components/schemas/${name}` })

/** The answer to a batch, given after the durable commit. */
export const RECEIPT = Type.Object({
  accepted: Count,
  duplicate: Count,
  rejected: Count,
  firstSeq: Type.Union([Count, Type.Null()]),
  lastSeq: Type.Union([Count, Type.Null()]),
  errors: Type.Array(Type.Object({ index: Count, code: Type.String(), pointer: Type.String(), message: Type.String() }), {
    maxItems: 100,
  }),
})

/** RFC 9457. */
export const PROBLEM = Type.Object({ status: Type.Integer(), code: Type.String(), title: Type.String() })

const Value = Type.Object({ v: Type.Union([Type.Number(), Type.Null()]), state: words(VALUE_STATES), asOf: Time })
const State = Type.Object({
  epoch: Type.String(),
  seq: Count,
  logSeq: Count,
  asOf: Time,
  mode: Mode,
  nodes: Type.Array(
    Type.Object({
      code: Code,
      name: Type.Unknown(),
      level: Type.String(),
      parent: Type.Unknown(),
      values: Type.Record(Type.String(), Value),
    }),
  ),
  cursor: Type.Optional(Type.String()),
})
const Listed = Type.Object({
  id: Type.String(),
  kind: Type.Optional(Type.String()),
  type: Type.String(),
  step: Type.String(),
  point: Type.Optional(Position),
  occurredAt: Time,
  corrected: Type.Optional(Type.Literal(true)),
})
const Feed = Type.Object({
  name: Type.String(),
  state: words(['playing', 'done', 'failed', 'none']),
  clock: Time,
  speed: Type.Unknown(),
  rows: Count,
  accepted: Count,
  duplicate: Count,
  rejected: Count,
  reasons: Type.Record(Type.String(), Count),
})

function read(path: string, zh: string, en: string, more: Partial<ApiPath> = {}): ApiPath {
  const answer = { type: 'application/json', schema: Type.Object({}, { additionalProperties: true }) }
  return { path, method: 'get', zh, en, query: {}, answer, problems: [], ...more }
}

const HTML = { type: 'text/html', schema: Type.String() }
const json = (schema: TSchema) => ({ type: 'application/json', schema })
const node = { node: Code }
const scope = { ...node, depth: Type.Optional(Type.Integer({ minimum: 0, maximum: 7, default: 0 })) }

/** Every call of the interface. */
export const API_PATHS: readonly ApiPath[] = [
  {
    path: '/api/v1/events',
    method: 'post',
    zh: '上报事件；持久写入后才应答',
    en: 'Send events; answered after the durable commit',
    query: {},
    body: {
      'application/x-ndjson': Ref('Event'),
      'application/json': Type.Array(Ref('Event')),
      'application/cloudevents-batch+json': Type.Array(Ref('CloudEvent')),
    },
    answer: json(RECEIPT),
    problems: [400, 409, 413, 415, 429, 503],
  },
  read('/api/v1/events', '最近的部件与事件，新的在前', 'The last events of class T, newest first', {
    query: { node: Type.Optional(Code), since: Type.Optional(Time), cursor: Type.Optional(Type.String()) },
    answer: json(Type.Object({ events: Type.Array(Listed) }, { additionalProperties: true })),
    problems: [400, 404, 410],
  }),
  read('/api/v1/state', '一个区域及其下级的指标', 'Figures of an area and those below it', {
    query: { ...scope, keys: Type.Optional(Type.String()), cursor: Type.Optional(Type.String()) },
    answer: json(State),
    problems: [400, 404, 410],
  }),
  read('/api/v1/state/hash', '该范围的校验值', 'Hash of the figures of a scope', {
    query: { ...scope, seq: Type.Optional(Count), audience: Type.Optional(words(AUDIENCES)) },
    answer: json(Type.Object({ epoch: Type.String(), seq: Count, hash: Type.String() })),
    problems: [400, 404, 410],
  }),
  read('/api/v1/series', '一个指标的24小时序列', 'A figure over 24 hours', {
    query: { ...node, key: Type.String(), window: Type.Optional(words(['h24'])) },
    problems: [400, 404],
  }),
  read(
    '/api/v1/comparison',
    '今日与昨日同刻、上周同日、去年同日、去年农历同日',
    'Today beside yesterday so far, the weekday before, the year before and its lunar day',
    {
      query: { ...node, key: Type.Optional(Type.String()) },
      answer: json(COMPARISON),
      problems: [400, 404],
    },
  ),
  read(
    '/api/v1/explain',
    '一个指标如何计算、依据什么、由谁办到何时',
    'How a figure is counted, what it rests on, who acts and until when',
    {
      query: { ...node, key: Type.String(), unit: Type.Optional(Type.String()) },
      problems: [400, 404],
    },
  ),
  read(
    '/api/v1/privacy',
    '隐私台账：阈值、隐藏格数、来源授权、攻击演练',
    'Privacy ledger: thresholds, hidden cells, authorisations, adversary',
    {
      answer: json(PRIVACY_LEDGER),
    },
  ),
  read('/method', '写给居民的方法说明，可打印', 'The method in plain words for residents, printable', {
    query: { lang: Type.Optional(words(['zh', 'en'])) },
    answer: HTML,
    problems: [400],
  }),
  read(
    '/api/v1/answer-sheet',
    '一个地址上保存了什么：按地方，不按人',
    'What is held about an address: by place, never by person',
    {
      query: { node: Type.Optional(Code) },
      problems: [400, 404],
    },
  ),
  read('/answer-sheet', '同上，供打印的答复页', 'The same as a page to print', {
    query: { node: Type.Optional(Code), lang: Type.Optional(words(['zh', 'en'])) },
    answer: HTML,
    problems: [400, 404],
  }),
  read('/api/v1/situation', '平时或应急响应，官方预警', 'Ordinary or in an emergency response; official warnings in force'),
  read('/api/v1/alarms', '告警待办与全部告警', 'Alarms: the queue as cards, and all of them by pages', {
    query: {
      node: Type.Optional(Code),
      limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 200, default: 200 })),
      cursor: Type.Optional(Type.String()),
      with: Type.Optional(words(['comments'])),
    },
    problems: [400, 404],
  }),
  {
    path: '/api/v1/alarms/{id}/{action}',
    method: 'post',
    zh: '签收、搁置、取消搁置、消除(ack unack shelve unshelve clear)；持久写入后才应答；可带 Idempotency-Key',
    en: 'ack, unack, shelve, unshelve or clear; answered after the durable commit; takes an Idempotency-Key',
    query: {},
    body: { 'application/json': ALARM_ACT_BODY },
    answer: json(
      Type.Object({ action: Type.String(), ids: Type.Array(Type.String()), post: Type.String(), at: Time, logSeq: Count }),
    ),
    problems: [400, 404, 409, 503],
  },
  read('/api/v1/cases', '在办案件，先到期者在前', 'Open cases, the first due first', {
    query: {
      node: Type.Optional(Code),
      unit: Type.Optional(Type.String()),
      type: Type.Optional(Type.String()),
      step: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 })),
      overdue: Type.Optional(Type.Boolean()),
      supervised: Type.Optional(Type.Boolean()),
      suspended: Type.Optional(Type.Boolean()),
      cursor: Type.Optional(Type.String()),
    },
    problems: [400, 404],
  }),
  read(
    '/api/v1/cases/{id}',
    '一个案件的闭环：各步时间与时限',
    'One case: each step with its time, what is due and what is left',
    {
      problems: [404],
    },
  ),
  {
    path: '/api/v1/cases/{id}/acts',
    method: 'post',
    zh: '对案件的操作，交由案件所在系统办理；持久写入后才应答；可带 Idempotency-Key',
    en: 'Ask the system of record to act on a case; answered after the durable commit; takes an Idempotency-Key',
    query: {},
    body: { 'application/json': CASE_ACT_BODY },
    answer: json(
      Type.Object({
        id: Type.String(),
        case: Type.String(),
        action: Type.String(),
        post: Type.String(),
        at: Time,
        state: Type.String(),
      }),
    ),
    problems: [400, 404, 409, 501, 503],
  },
  {
    path: '/api/v1/acts/{id}/receipt',
    method: 'post',
    zh: '案件所在系统的签名回执',
    en: 'Signed receipt of the system of record',
    query: {},
    body: { 'application/json': CASE_RECEIPT_BODY },
    answer: json(Type.Object({ status: Type.String() })),
    problems: [400, 401, 404, 503],
  },
  read('/api/v1/briefing', '简报室各屏共同的状态', 'What all screens of the briefing show'),
  {
    path: '/api/v1/briefing',
    method: 'post',
    zh: '凭屏上配对码翻幕、定格、来访模式',
    en: 'Turn, freeze and visitor mode of the briefing screens, by the code that they show',
    query: {},
    body: { 'application/json': ROOM_BODY },
    answer: json(Type.Object({ revision: Count, scene: Type.String(), visitors: Type.Boolean(), naming: Type.Boolean() })),
    problems: [400, 403, 429],
  },
  {
    path: '/api/v1/briefings',
    method: 'post',
    zh: '留存一份简报：数字由服务器填写；持久写入后才应答',
    en: 'Keep a briefing: its figures are filled in by the server; answered after the durable commit',
    query: {},
    body: { 'application/json': BRIEFING_BODY },
    answer: json(Type.Object({ id: Type.String(), digest: Type.String(), at: Time, kept: KEPT_BRIEFING })),
    status: 201,
    problems: [400, 404, 503],
  },
  read('/api/v1/briefings/{id}', '一份留存的简报', 'A briefing that was kept', {
    answer: json(Type.Object({ id: Type.String(), digest: Type.String(), at: Time, kept: KEPT_BRIEFING })),
    problems: [404],
  }),
  read('/api/v1/briefings/{id}/docx', '留存的简报，Word 文档', 'A briefing that was kept, as a document of Word', {
    answer: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', schema: Type.String() },
    problems: [404],
  }),
  read('/api/v1/confirmed', '近一日已核定的指标', 'Figures that a post stood by in the last day', {
    query: { node: Type.Optional(Code) },
    problems: [400, 404],
  }),
  {
    path: '/api/v1/confirmed',
    method: 'post',
    zh: '以岗位核定此刻发布的数字；持久写入后才应答',
    en: 'A post stands by a figure as it is published now; answered after the durable commit',
    query: {},
    body: { 'application/json': CONFIRM_BODY },
    answer: json(Type.Object({ node: Type.String(), key: Type.String(), v: Type.Number(), asOf: Time, post: Type.String() })),
    problems: [400, 404, 409, 503],
  },
  read('/api/v1/export/cases', '在办案卷导出为 CSV', 'Open cases as CSV for a spreadsheet', {
    query: {
      node: Type.Optional(Code),
      unit: Type.Optional(Type.String()),
      type: Type.Optional(Type.String()),
      step: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 })),
      overdue: Type.Optional(Type.Boolean()),
      supervised: Type.Optional(Type.Boolean()),
      suspended: Type.Optional(Type.Boolean()),
      lang: Type.Optional(words(['zh', 'en'])),
    },
    answer: { type: 'text/csv', schema: Type.String() },
    problems: [400, 404, 413],
  }),
  read('/api/v1/export/figures', '指标导出为 CSV', 'Figures as they were published, as CSV for a spreadsheet', {
    query: { ...scope, lang: Type.Optional(words(['zh', 'en'])) },
    answer: { type: 'text/csv', schema: Type.String() },
    problems: [400, 404, 413],
  }),
  read('/api/v1/shift/notes', '值班日志', 'Notes of the shift, newest first; for staff desks'),
  {
    path: '/api/v1/shift/notes',
    method: 'post',
    zh: '记一条值班日志；不得含个人信息；持久写入后才应答；可带 Idempotency-Key',
    en: 'Add a note of the shift, without personal data; answered after the durable commit; takes an Idempotency-Key',
    query: {},
    body: { 'application/json': SHIFT_NOTE_BODY },
    answer: json(Type.Object({ seq: Count, at: Time, post: Type.String(), node: Type.String() })),
    status: 201,
    problems: [400, 404, 409, 503],
  },
  read('/api/v1/shift/handover', '交接班单与已签交接', 'The sheet of a handover as it stands now, and the handovers begun', {
    query: { post: Type.Optional(Code) },
    problems: [400],
  }),
  {
    path: '/api/v1/shift/handover',
    method: 'post',
    zh: '交班或接班签字；持久写入后才应答；可带 Idempotency-Key',
    en: 'Sign a handover as the side that gives or that takes; answered after the durable commit; takes an Idempotency-Key',
    query: {},
    body: { 'application/json': HANDOVER_BODY },
    answer: json(Type.Object({ id: Type.String(), digest: Type.String(), sheet: HANDOVER_SHEET })),
    problems: [400, 404, 409, 503],
  },
  read('/api/v1/loop', '各步滞留数与最久等待', 'Open cases by step and which has waited longest', {
    query: { node: Type.Optional(Code) },
    problems: [400, 404],
  }),
  read('/api/v1/units', '责任单位在该区域的案件指标', 'Responsible units with their case figures in an area', {
    query: { node: Type.Optional(Code), keys: Type.Optional(Type.String()) },
    problems: [400, 404],
  }),
  read('/api/v1/city', '城市、层级、类别与数据源', 'The city, its levels, types and sources'),
  read('/api/v1/sources', '数据源与数据维度的时效', 'Freshness of sources and dimensions', { answer: json(SOURCE_BOARD) }),
  read('/api/v1/measures', '管控措施从实施到解除', 'Control measures from imposed to released', {
    query: { node: Type.Optional(Code) },
    answer: json(MEASURE_LIST),
    problems: [400, 404],
  }),
  read('/api/v1/nodes/{code}', '一个区域及其上级', 'One area with its path from the city down', { problems: [404] }),
  read('/api/v1/feed', '录制数据的播放情况', 'How the recorded feed plays', { answer: json(Feed) }),
  read('/healthz', '进程存活', 'The process is alive'),
  read('/readyz', '可接收事件并显示指标', 'It can take events and show figures', { problems: [503] }),
  read('/metrics', '运行指标', 'Figures of operation', { answer: { type: 'text/plain', schema: Type.String() } }),
]
