import type { PanelId, PanelRoom } from './desk-panels.ts'

/** One panel of a turn: what it takes at least in units, and its share of what is left over. */
export interface TurnPanel {
  readonly id: PanelId
  readonly min: number
  readonly grow: number
}

/** A place on the desk; what does not fit at once stands in further turns, each filled from the top. */
export interface Slot {
  readonly rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly turns: readonly (readonly TurnPanel[])[]
}

export interface ColumnRoom {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Between panels of one column, and between columns. */
  readonly gap: number
  readonly apart: number
  readonly columns: number
}

/** The line of tabs under a slot that has several turns. */
const TABS = 26

type Group = readonly PanelRoom[]
const least = (group: Group) => Math.max(...group.map((panel) => panel.min))
const wish = (group: Group) => Math.max(...group.map((panel) => panel.ideal))
const grow = (group: Group) => Math.max(...group.map((panel) => panel.grow))
const heightOf = (groups: readonly Group[], gap: number) =>
  groups.reduce((sum, group) => sum + least(group), 0) + Math.max(0, groups.length - 1) * gap

/** Cuts the panels into columns of nearly equal need, keeping their order. */
function deal(panels: Group, columns: number, gap: number): Group[] {
  const need = panels.reduce((sum, panel) => sum + panel.ideal + gap, 0) / columns
  const dealt: PanelRoom[][] = Array.from({ length: columns }, () => [])
  let before = 0
  for (const panel of panels) {
    const middle = before + (panel.ideal + gap) / 2
    dealt[Math.min(columns - 1, Math.floor(middle / need))]?.push(panel)
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

/** Fills columns with panels from the top, in order, each at least at its minimum. SC4 */
export function fillColumns(panels: Group, room: ColumnRoom): Slot[] {
  return deal(panels, room.columns, room.gap).flatMap((column, n) => {
    if (column.length === 0) return []
    const groups = fold(column, room.height, room.gap)
    const heights = shares(groups, room.height, room.gap)
    let y = room.y
    return groups.map((group, at) => {
      const height = Math.min(heights[at] ?? 0, room.height)
      const slot = {
        rect: { x: room.x + n * (room.width + room.apart), y, width: room.width, height },
        turns: turnsOf(group, height, room.gap),
      }
      y += height + room.gap
      return slot
    })
  })
}
