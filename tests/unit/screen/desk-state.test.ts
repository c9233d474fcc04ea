import { describe, expect, it } from 'vitest'
import { commandOf, type KeyContext } from '../../../client/faces/desk/keyboard.ts'
import { FrameMeter } from '../../../client/observe/frame-meter.ts'
import { focusScope, PUBLIC_SIGHT, STAFF_SIGHT, wallScope } from '../../../client/state/scopes.ts'
import { same } from '../../../client/state/same.ts'
import { addressOf, FIRST_VIEW, viewOf } from '../../../client/state/view.ts'
import { createViewStore } from '../../../client/state/view-store.ts'

const context: KeyContext = { sheetOpen: false, parent: 'up', children: ['a', 'b', 'c'], hovered: '', toward: () => undefined }
const levels = ['city', 'district', 'street', 'community', 'grid', 'compound', 'stairwell'].map((role) => ({
  level: role,
  role,
  name: { zh: role, en: role },
  count: 1,
}))

describe('address', () => {
  it('[SC1] what is written is read again, and defaults are left out', () => {
    const view = { node: '330106', layer: 'heat', stage: 'network', lang: 'en', scene: 'morning', part: 'queue' } as const
    expect(viewOf(addressOf(view, '330100'))).toEqual(view)
    expect(addressOf({ ...FIRST_VIEW, node: '330100' }, '330100')).toBe('')
  })

  it('[SC1] hostile addresses read as the first view', () => {
    expect(viewOf('?node=%3Cscript%3E&layer=constructor&stage=wall&lang=xx&scene=__proto__%20')).toEqual(FIRST_VIEW)
  })
})

describe('keys', () => {
  it('[SC11] arrows go round the children, Enter goes down, Escape up', () => {
    expect(commandOf('ArrowDown', context)).toEqual({ kind: 'hover', code: 'a' })
    expect(commandOf('ArrowUp', { ...context, hovered: 'a' })).toEqual({ kind: 'hover', code: 'c' })
    expect(commandOf('Enter', { ...context, hovered: 'b' })).toEqual({ kind: 'select', code: 'b' })
    expect(commandOf('Enter', context)).toBeUndefined()
    expect(commandOf('Escape', context)).toEqual({ kind: 'select', code: 'up' })
    expect(commandOf('Escape', { ...context, parent: '' })).toBeUndefined()
  })

  it('[SC11] an arrow follows the map where it knows the way, j and k the list', () => {
    const onMap = { ...context, hovered: 'a', toward: (way: string) => (way === 'left' ? 'c' : undefined) }
    expect(commandOf('ArrowLeft', onMap)).toEqual({ kind: 'hover', code: 'c' })
    expect(commandOf('ArrowRight', onMap)).toEqual({ kind: 'hover', code: 'b' })
    expect(commandOf('n', { ...onMap, toward: () => 'c' })).toEqual({ kind: 'hover', code: 'b' })
    expect(commandOf('w', context)).toEqual({ kind: 'worst' })
    expect(commandOf('Home', context)).toEqual({ kind: 'whole' })
  })

  it('[SC11] an open sheet keeps every key but Escape to itself', () => {
    const open = { ...context, sheetOpen: true }
    expect(commandOf('Escape', open)).toEqual({ kind: 'close' })
    for (const key of ['f', '/', 'ArrowDown', '1']) expect(commandOf(key, open)).toBeUndefined()
  })

  it('[SC11] sheets, layers and language', () => {
    expect(commandOf('/', context)).toEqual({ kind: 'open', sheet: 'search' })
    expect(commandOf('2', context)).toEqual({ kind: 'layer', layer: 'heat' })
    expect(commandOf('9', context)).toBeUndefined()
    expect(commandOf('L', context)).toEqual({ kind: 'language' })
    expect(commandOf('v', context)).toEqual({ kind: 'stage' })
  })
})

describe('scopes', () => {
  it('[SC2] the map takes the city down to its grids, the panels a node with its children', () => {
    expect(wallScope({ node: 'R', level: 0 }, levels, STAFF_SIGHT)).toEqual({ node: 'R', depth: 4, events: true })
    const depthOf = (node: string, level: number) => focusScope({ node, level }, levels, STAFF_SIGHT).depth
    expect([depthOf('D', 1), depthOf('G', 4), depthOf('S', 6)]).toEqual([1, 2, 0])
    expect(wallScope({ node: 'R', level: 0 }, levels, PUBLIC_SIGHT)).toMatchObject({ events: false, audience: 'public' })
  })
})

describe('view store', () => {
  it('resting on the same node twice tells nobody', () => {
    const view = createViewStore()
    let told = 0
    view.subscribe(() => (told += 1))
    view.act.hover('a')
    view.act.hover('a')
    expect(told).toBe(1)
  })
})

describe('sameness', () => {
  it('[SC7] plain values by what they say', () => {
    expect(same({ a: [1, NaN] }, { a: [1, NaN] })).toBe(true)
    expect(same({ a: 1 }, { a: 1, b: undefined })).toBe(false)
    expect(same([], {})).toBe(false)
  })
})

describe('frame meter', () => {
  const frame = (at: number, seq: number) => ({ at, seq, drawnAt: at - 10, nodes: 7, events: 3, tookMs: 10 })

  it('[SC12] event to pixel ends when the first picture that shows it is finished, not when that is told', () => {
    const meter = new FrameMeter()
    meter.applied({ seq: 5, committedAt: 100, applyMs: 2 })
    meter.tick(frame(300, 4))
    expect(meter.eventToPixelMs.percentiles().n).toBe(0)
    meter.tick(frame(350, 5))
    meter.tick(frame(400, 5))
    expect(meter.eventToPixelMs.percentiles()).toMatchObject({ p50: 240, max: 240, n: 1 })
    expect(meter.updateMs.percentiles().p50).toBe(12)
    expect(meter.frameMs.percentiles()).toMatchObject({ p50: 50, n: 2 })
    expect(meter.drawn()).toEqual({ nodes: 7, events: 3 })
  })
})
