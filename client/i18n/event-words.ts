import type { Named } from './words.ts'

const STEPS: Readonly<Record<string, Named>> = {
  reported: { zh: '上报', en: 'reported' },
  filed: { zh: '立案', en: 'filed' },
  dispatched: { zh: '派遣', en: 'dispatched' },
  signed: { zh: '签收', en: 'signed for' },
  handled: { zh: '处置完毕', en: 'handled' },
  feedback: { zh: '反馈', en: 'reported back' },
  verified: { zh: '核查', en: 'verified' },
  closed: { zh: '结案', en: 'closed' },
  evaluated: { zh: '评价', en: 'evaluated' },
  declined: { zh: '不予立案', en: 'declined' },
  refused: { zh: '拒单', en: 'refused' },
  reassigned: { zh: '改派', en: 'reassigned' },
  returned: { zh: '退回', en: 'returned' },
  extended: { zh: '延期', en: 'extended' },
  suspended: { zh: '挂起', en: 'suspended' },
  resumed: { zh: '恢复', en: 'resumed' },
  merged: { zh: '并案', en: 'merged' },
  voided: { zh: '作废', en: 'voided' },
  reopened: { zh: '重开', en: 'reopened' },
  revisited: { zh: '回访', en: 'revisited' },
  assigned: { zh: '已派', en: 'assigned' },
  done: { zh: '已完成', en: 'done' },
  overdue: { zh: '超期', en: 'overdue' },
  imposed: { zh: '实施', en: 'imposed' },
  reviewed: { zh: '复核', en: 'reviewed' },
  released: { zh: '解除', en: 'released' },
  requested: { zh: '需求', en: 'requested' },
  matched: { zh: '已匹配', en: 'matched' },
  delivered: { zh: '已办成', en: 'delivered' },
  rated: { zh: '已评价', en: 'rated' },
  alert: { zh: '发布', en: 'issued' },
  update: { zh: '更新', en: 'updated' },
  cancel: { zh: '解除', en: 'lifted' },
  started: { zh: '启动', en: 'started' },
  raised: { zh: '升级', en: 'raised' },
  lowered: { zh: '降级', en: 'lowered' },
  ended: { zh: '终止', en: 'ended' },
  replace: { zh: '改正', en: 'corrected' },
  withdraw: { zh: '撤回', en: 'withdrawn' },
  mask: { zh: '隐去', en: 'masked' },
}

const KINDS: Readonly<Record<string, Named>> = {
  case: { zh: '案卷', en: 'Case' },
  check: { zh: '巡查(走访)', en: 'Patrol' },
  reading: { zh: '监测读数', en: 'Reading' },
  measure: { zh: '管理措施', en: 'Measure' },
  service: { zh: '服务', en: 'Service' },
  duty: { zh: '值守', en: 'Duty' },
  warning: { zh: '预警', en: 'Official warning' },
  response: { zh: '应急响应', en: 'Emergency response' },
  correction: { zh: '更正', en: 'Correction' },
}

const NOTHING: Named = { zh: '', en: '' }

/** A step or action in words; an unknown one as it came. */
export const stepWords = (step: string): Named => STEPS[step] ?? (step === '' ? NOTHING : { zh: step, en: step })

export const kindWords = (kind: string): Named => KINDS[kind] ?? { zh: kind, en: kind }
