import { named, type Named } from './words.ts'

/** Words of the panel of hazards; they come with it. */
export const HAZARD_WORDS = {
  interval: named('区间', 'interval'),
  approved: named('{model} {version} · {approver} {day} 核准', '{model} {version} · approved by {approver}, {day}'),
  until: named('至 {day} 止', 'until {day}'),
  tooFine: named('只公布到镇街', 'told to the street only'),
  choose: named('灾种', 'hazard'),
  low: named('区间下端', 'lower end'),
  high: named('区间上端', 'upper end'),
} as const satisfies Record<string, Named>
