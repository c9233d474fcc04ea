import { named, type Named } from './words.ts'

/** Words of the unattended screens alone; they come with that page. */
export const KIOSK_WORDS = {
  public: named('公众屏', 'Public screen'),
  staff: named('内部屏', 'Staff screen'),
  rotates: named('每 {n} 秒轮换 · {at}/{of}', 'changes every {n} s · {at}/{of}'),
  noNode: named(
    '请选择本屏的区域，或在地址后加 ?node=区域代码',
    'Choose the area of this screen, or add ?node=CODE to its address',
  ),
  unknownNode: named('本市没有代码为 {code} 的区域；每 2 秒再查', 'This city has no area {code}; asking again every 2 seconds'),
  off: named('按计划关屏，{time} 开启', 'Off by plan until {time}'),
  warning: named('{type}{colour}预警', '{type} warning {colour}'),
  issued: named('{issuer}发布 · {node}', 'by {issuer} · {node}'),
  until: named('有效至 {time}', 'until {time}'),
  exercise: named('演练', 'EXERCISE'),
  elsewhere: named('其他区域预警：{said}', 'Warnings elsewhere: {said}'),
  grave: named('一级告警 {a} · 二级告警 {b}', 'Alarms level 1: {a} · level 2: {b}'),
  several: named('{at}/{of}', '{at}/{of}'),
} as const satisfies Readonly<Record<string, Named>>
