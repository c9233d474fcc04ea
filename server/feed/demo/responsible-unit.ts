import type { CatalogueType } from '../../../shared/domain/catalogue.ts'
import { oneOf, type Chance } from './chance.ts'
import type { DemoCity } from './demo-city.ts'

/** Words in a type's name and the word in the name of the unit whose trade it is; the first that is found holds. */
const TRADES: readonly (readonly [of: RegExp, unit: RegExp])[] = [
  [/电梯|食品|无证/, /市场监督/],
  [/燃气|液化气|气瓶/, /燃气集团/],
  [/消防|疏散|火/, /消防救援/],
  [/路灯/, /路灯/],
  [/供水|给水|水管|消火栓|污水|雨水/, /水务集团/],
  [/工地|基坑|塔吊|施工|渣土/, /建设委员会/],
  [/单车/, /单车/],
  [/热力/, /热力/],
  [/机动车|车位|交通|信号灯/, /交警/],
  [/公交/, /公交集团/],
  [/电力|电缆|变压/, /供电/],
  [/通信|电信/, /电信/],
  [/树|绿地|花/, /园林/],
  [/河道|水域/, /水利/],
  [/垃圾|道路不洁|撒/, /环境集团/],
]
/** What the district's own bureau takes before anybody asks whose trade it is. */
const OWN_SHARE = 0.45

/** Who would be sent: the bureau of the grid's district, or the unit whose trade it is; any unit where a pack has neither. */
export function responsibleUnit(city: DemoCity, type: CatalogueType, grid: number, chance: Chance): string | undefined {
  const takesOwn = chance() < OWN_SHARE
  let district = grid
  while (city.tree.level(district) > 1) district = city.tree.parent(district)
  const own = city.units.find(({ code }) => code === `unit.${city.tree.code(district)}`)
  const trade = TRADES.find(([of]) => of.test(type.name.zh))?.[1]
  const skilled = trade === undefined ? undefined : city.units.find(({ name }) => trade.test(name.zh))
  const sent = takesOwn ? (own ?? skilled) : (skilled ?? own)
  if (sent !== undefined || city.units.length === 0) return sent?.code
  return oneOf(chance, city.units).code
}
