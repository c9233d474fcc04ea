import type { Box } from './column-boxes.ts'
import type { PanelId, PanelRoom } from './desk-panels.ts'

/** One panel of a turn: what it takes at least in units, and its share of what is left over. */
export interface TurnPanel {
  readonly id: PanelId
  readonly min: number
  readonly grow: number
}

/** A place on the desk; what does not fit at once stands in further turns, each filled from the top. */
export interface Slot {
  readonly rect: Box
  readonly turns: readonly (readonly TurnPanel[])[]
}

/** The line of tabs under a slot that has several turns. */
const TABS = 26

type Group = readonly PanelRoom[]
const least = (group: Group) => Math.max(...group.map((panel) => panel.min))
const wish = (group: Group) => Math.max(...group.map((panel) => panel.ideal))
const grow = (group: Group) => Math.max(...group.map((panel) => panel.grow))
const heightOf = (groups: readonly Group[], gap: number) =>
  groups.reduce((sum, group) => sum + least(group), 0) + Math.max(0, groups.length - 1) * gap

/** The box a share of all room falls into; a later one, else the highest, where that is too low for the panel. */
function boxFor(panel: PanelRoom, share: number, boxes: readonly Box[]): number {
  const room = boxes.reduce((sum, { height }) => sum + height, 0)
  let end = 0
  const at = boxes.findIndex(({ height }) => (end += height) > share * room)
  const fitting = boxes.findIndex(({ height }, n) => n >= at && height >= panel.min)
  const highest = Math.max(...boxes.map(({ height }) => height))
  return fitting < 0 ? boxes.findIndex(({ height }) => height === highest) : fitting
}

/** Deals the panels to the boxes by their need, keeping their order where every box has room for each of them. */
function deal(panels: Group, boxes: readonly Box[], gap: number): Group[] {
  const need = panels.reduce((sum, panel) => sum + panel.ideal + gap, 0)
  const dealt: PanelRoom[][] = boxes.map(() => [])
  let before = 0
  for (const panel of panels) {
    const middle = before + (panel.ideal + gap) / 2
    dealt[boxFor(panel, middle / need, boxes)]?.push(panel)
    before += panel.ideal + gap
  }
  return dealt
}

/** A slot for each panel where all have their ideal room; else the spare ones, then those after, take turns in the last. */
function fold(panels: Group, height: number, gap: number): Group[] {
  const ideal = panels.reduce((sum, panel) => sum + panel.ideal, 0) + Math.max(0, panels.length - 1) * gap
  const firm = panels.filter((panel) => panel.spare !== true).length
  const most = ideal <= height || firm === 0 ? panels.length : firm
  for (let kept = most; kept >= 1; kept -= 1) {
    const groups = [...panels.slice(0, kept - 1).map((panel) => [panel]), panels.slice(kept - 1)]
    if (heightOf(groups, gap) <= height) return groups
  }
  return [panels]
}

function shares(groups: readonly Group[], height: number, gap: number): number[] {
  const floor = groups.map(least)
  let spare = Math.max(0, height - heightOf(groups, gap))
  const step = (room: (group: Group, at: number) => number) => {
    const asks = groups.map((group, at) => Math.max(0, room(group, at)))
    const all = asks.reduce((a, b) => a + b, 0)
    if (all === 0 || spare <= 0) return
    const given = Math.min(spare, all)
    asks.forEach((ask, at) => (floor[at] = (floor[at] ?? 0) + (ask / all) * given))
    spare -= given
  }
  step((group, at) => wish(group) - (floor[at] ?? 0))
  const weight = groups.reduce((sum, group) => sum + grow(group), 0)
  if (weight > 0) step((group) => (spare * grow(group)) / weight)
  return floor
}

/** Deals a group into turns: as many panels stand together, in order, as have their least room. */
function turnsOf(group: Group, height: number, gap: number): TurnPanel[][] {
  const dealt = (room: number) => {
    const turns: TurnPanel[][] = []
    let left = 0
    for (const { id, min, grow: share } of group) {
      if (turns.length === 0 || left < min + gap) {
        turns.push([])
        left = room + gap
      }
      turns.at(-1)?.push({ id, min, grow: share })
      left -= min + gap
    }
    return turns
  }
  const whole = dealt(height)
  return whole.length === 1 ? whole : dealt(height - TABS)
}

/** Fills boxes with panels from the top, in order, each at least at its minimum; `gap` stands between two of them. SC4 */
export function fillColumns(panels: Group, boxes: readonly Box[], gap: number): Slot[] {
  return deal(panels, boxes, gap).flatMap((column, n) => {
    const box = boxes[n]
    if (column.length === 0 || box === undefined) return []
    const groups = fold(column, box.height, gap)
    const heights = shares(groups, box.height, gap)
    let y = box.y
    return groups.map((group, at) => {
      const height = Math.min(heights[at] ?? 0, box.height)
      const slot = { rect: { ...box, y, height }, turns: turnsOf(group, height, gap) }
      y += height + gap
      return slot
    })
  })
}
