import { describe, expect, it } from 'vitest'
import { arranged, moved } from '../../../client/faces/desk/arranged.ts'
import { deskLayout } from '../../../client/faces/desk/desk-layout.ts'
import { LEFT, PANEL_IDS, RIGHT } from '../../../client/faces/desk/desk-panels.ts'
import { filterQuery, NO_FILTER } from '../../../client/panels/cases/case-filter.ts'
import { COMMANDS, findCommands } from '../../../client/panels/search/commands.ts'
import { keepInStep } from '../../../client/state/desk-windows.ts'
import { USUAL_LAYOUT } from '../../../client/state/own-layout.ts'
import { createViewStore } from '../../../client/state/view-store.ts'
import { FIRST_VIEW, type DeskPart } from '../../../client/state/view.ts'
import type { WindowLine } from '../../../client/connection/window-line.ts'

const ids = (panels: readonly { readonly id: string }[]) => panels.map(({ id }) => id)

describe('a person’s own layout', () => {
  // Fault seen: a hidden list that takes the alarms away too.
  it('[SC15] panels stand in their new order, hidden ones go, the alarms stay', () => {
    const side = LEFT.map(({ id }) => id)
    const down = moved(USUAL_LAYOUT, side, 'headline', 1)
    expect(ids(arranged(LEFT, down)).slice(0, 2)).toEqual(['network', 'headline'])
    expect(ids(arranged(RIGHT, down))).toEqual(ids(RIGHT))
    expect(ids(arranged(RIGHT, { order: [], hidden: ['alarms', 'dims'] }))).toEqual(ids(RIGHT).filter((id) => id !== 'dims'))
    expect(moved(USUAL_LAYOUT, side, 'headline', -1)).toBe(USUAL_LAYOUT)
  })

  it('[SC14] a window of the queue has every panel once and no map, a window of the map no panel', () => {
    for (const [width, height] of [
      [1366, 768],
      [1920, 1080],
      [3840, 2160],
    ] as const) {
      const queue = deskLayout(width, height, { part: 'queue', own: USUAL_LAYOUT })
      expect(queue.slots.flatMap(({ turns }) => turns.flat().map(({ id }) => id)).toSorted()).toEqual([...PANEL_IDS].toSorted())
      expect(queue.stage.width).toBe(0)
      const right = Math.max(...queue.slots.map(({ rect }) => rect.x + rect.width))
      expect(right).toBeLessThanOrEqual(width)
      expect(deskLayout(width, height, { part: 'map', own: USUAL_LAYOUT }).slots).toEqual([])
    }
  })
})

describe('windows of one desk', () => {
  const windows = (parts: readonly DeskPart[]) => {
    const heard: ((message: unknown) => void)[] = []
    return parts.map((part, at) => {
      const view = createViewStore({ ...FIRST_VIEW, node: 'C', part })
      const line: WindowLine = {
        say: (message) => heard.forEach((hear, to) => to !== at && hear(message)),
        onHeard: (hear) => (heard[at] = hear),
        close: () => undefined,
      }
      keepInStep(view, line)
      return view
    })
  }

  // Fault seen: a whole desk that follows the windows of another one.
  it('[SC14] windows with a part are in step, a whole desk is on its own', () => {
    const [map, queue, whole] = windows(['map', 'queue', 'all'])
    queue?.act.select('D')
    expect([map, queue, whole].map((view) => view?.getState().node)).toEqual(['D', 'D', 'C'])
    map?.act.speak('en')
    expect(queue?.getState().lang).toBe('en')
    whole?.act.select('E')
    expect(map?.getState().node).toBe('D')
  })

  it('[SC14] what is no word of a window changes nothing', () => {
    let say: (message: unknown) => void = () => undefined
    const view = createViewStore({ ...FIRST_VIEW, node: 'C', part: 'map' })
    keepInStep(view, { say: () => undefined, onHeard: (heard) => (say = heard), close: () => undefined })
    for (const odd of [undefined, 'x', { node: 1 }, { node: 'D', layer: 'constructor', lang: 'zh' }]) say(odd)
    expect(view.getState().node).toBe('C')
  })
})

describe('commands and filters', () => {
  it('[SC11] a command is found in both languages and by its key', () => {
    expect(ids(findCommands('交接'))).toContain('handover')
    expect(ids(findCommands('handover'))).toContain('handover')
    expect(ids(findCommands('h'))).toContain('handover')
    expect(findCommands('')).toHaveLength(COMMANDS.length)
    expect(new Set(ids(COMMANDS)).size).toBe(COMMANDS.length)
  })

  it('[SC15] a filter asks the server for what it says and nothing else', () => {
    expect(filterQuery(NO_FILTER, '')).toBe('')
    expect(filterQuery({ mark: 'overdue', step: 0, unit: 'unit.cgj', type: '' }, '330106')).toBe(
      'node=330106&overdue=true&unit=unit.cgj',
    )
  })
})
