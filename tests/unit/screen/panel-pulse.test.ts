import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pulseOf } from '../../../client/state/panel-pulse.ts'
import { ScopeReplica } from '../../../client/state/scope-replica.ts'
import { createWallStore, type WallStore } from '../../../client/state/wall-store.ts'

const FRAME_MS = 16
let wall: WallStore
let told: number[]

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  vi.stubGlobal('document', { visibilityState: 'visible' })
  vi.stubGlobal('requestAnimationFrame', (task: (now: number) => void) => setTimeout(() => task(performance.now()), FRAME_MS))
  vi.advanceTimersByTime(10_000)
  wall = createWallStore()
  told = []
  const from = performance.now()
  pulseOf(wall).subscribe(() => told.push(Math.floor((performance.now() - from) / 100) * 100))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const figures = () => wall.setState(({ revision }) => ({ revision: revision + 1 }))
const scope = () =>
  wall.setState(({ revision }) => ({ revision: revision + 1, wall: new ScopeReplica({ node: 'C', depth: 1, events: false }) }))
const clock = (second: number) => wall.setState(({ link }) => ({ link: { ...link, clock: second } }))
const pass = (ms: number) => vi.advanceTimersByTime(ms)

// Fault seen: figures told with each publication again (0 200 500 800 …).
test('[SC7] figures that come four times a second are told at once and then once a second; nothing of them is left untold', () => {
  for (let n = 0; n < 10; n += 1) {
    figures()
    pass(250)
  }
  pass(2_000)
  expect(told).toEqual([0, 1000, 2000, 3000])
})

// Fault seen: the clock's tick held back until the second of the figures is over.
test('[SC7] what is no figure is told in the next frame, and the figures that wait with it', () => {
  figures()
  pass(300)
  figures()
  clock(1)
  pass(FRAME_MS)
  expect(told).toEqual([0, 300])
  pass(3_000)
  expect(told).toEqual([0, 300])
  clock(2)
  pass(100)
  figures()
  pass(FRAME_MS)
  expect(told).toHaveLength(4)
})

// Fault seen: the first picture of the map's scope held back with the figures: dashes beside a whole map.
test('[SC7] a scope that comes is told in the next frame, whatever was told before', () => {
  figures()
  pass(300)
  scope()
  pass(FRAME_MS)
  expect(told).toEqual([0, 300])
})
