import { named, speakerOf, type Named, type Word } from './words.ts'

/** Words of the network view alone; they come with it. */
const NETWORK_WORDS = {
  'net.label': named('网格体系图：{name}，{n} 个下级单元', 'Network of {name}: {n} units below'),
  'net.wide': named('宽度', 'Width'),
  'net.deep': named('深度', 'Depth'),
  'net.covered': named('覆盖', 'Coverage'),
  'net.thin': named('薄弱', 'Thin'),
  'net.units': named('{n} 个{level}', '{level}: {n}'),
  'net.most': named('网格最多：{name} {n}', 'most grids: {name} {n}'),
  'net.levels': named('{n} 级', '{n} levels'),
  'net.to': named('到{level}', 'to {level}'),
  'net.perGrid': named('到{level}，平均每网格 {n} 个', 'to {level}, {n} a grid'),
  'net.unreached': named('{n} 个{level}未巡查', '{level} unvisited: {n}'),
  'net.unassigned': named('{n} 个{level}没有巡查任务', '{level} without a patrol: {n}'),
  'net.least': named('覆盖最低：{name} {v}', 'least covered: {name} {v}'),
  'net.rest': named('其余 {n}', '{n} others'),
  'net.all': named('{n} 个{level}', '{level}: {n}'),
  'net.back': named('‹ 回到前 {n} 个', '‹ back to the first {n}'),
  'net.measure': named('块高', 'Height'),
  'net.measure.children': named('下级数', 'Children'),
  'net.measure.grids': named('网格数', 'Grids'),
  'net.measure.open': named('在办案卷', 'Open cases'),
  'net.table': named('表格', 'Table'),
  'net.unit': named('单元', 'unit'),
  'net.children': named('下级', 'children'),
  'net.grids': named('网格', 'grids'),
  'net.hint': named('点击或回车进入，Esc 返回上一级', 'click or Enter goes in, Esc goes up'),
} as const satisfies Record<string, Named>

export type NetworkWord = keyof typeof NETWORK_WORDS | Word
export const sayNetworkIn = speakerOf(NETWORK_WORDS)
export type SayNetwork = ReturnType<typeof sayNetworkIn>
