import { named, type Named } from './words.ts'

/** Words of the service sheet alone; they come with it. */
export const SERVICE_WORDS = {
  title: named('服务与管控 · {node}', 'Service and control · {node}'),
  note: named('点任一数字可看怎样得来', 'click a figure to see how it was counted'),
  lane: named('服务', 'Service'),
  control: named('管控', 'Control'),
  rounds: named('滚动摸排与包保', 'Rolling checks'),
  crew: named('力量与参与', 'Posts and participation'),
  ways: named('上下通达', 'Signals up, orders down'),
  table: named('需求 × 资源 × 供给', 'Need × resource × supply'),
  category: named('类别', 'Category'),
  requested: named('需求 今日', 'need: asked today'),
  matched: named('资源 今日匹配', 'resource: matched today'),
  delivered: named('供给 今日办成', 'supply: delivered today'),
  unmet: named('未满足 近35日', 'unmet, 35 days'),
  person: named('涉及个人', 'person-related'),
  sensitive: named('敏感', 'sensitive'),
  none: named('本级不分类别公布；请选村社及以上', 'Not told by category here; choose a community or above'),
  sources: named('来源', 'Sources'),
  never: named('从未上报', 'never heard'),
  p50: named('一半以内', 'half within'),
  p95: named('95% 以内', '95 % within'),
  count: named('次数', 'count'),
  inbound: named('上行：事发到收到(秒)', 'Up: happening to receipt (s)'),
  outbound: named('下行：派遣到签收(分)', 'Down: order to receipt (min)'),
} as const satisfies Record<string, Named>
