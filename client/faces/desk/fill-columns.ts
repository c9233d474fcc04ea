import type { PanelId, PanelRoom } from './desk-panels.ts'

/** A place on the desk with the panels that take turns in it, in order; most have one. */
export interface Slot {
  readonly rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly panels: readonly PanelId[]
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
        panels: group.map((panel) => panel.id),
      }
      y += height + room.gap
      return slot
    })
  })
}
