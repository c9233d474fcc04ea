import type { Page } from '@playwright/test'
import { setTimeout as wait } from 'node:timers/promises'
import { mainThreadOf, type MainThread } from './main-thread.ts'

declare global {
  interface Window {
    framesSeen?: number | undefined
  }
}

/** How a page is made to change, and how many changes it has taken since it was opened. */
export interface Act {
  updates(): Promise<number>
  /** Changes for about the length of a slice. */
  live(): Promise<unknown>
}

export interface Side extends Act {
  readonly thread: MainThread
  /** Frames of the browser since it was opened. */
  frames(): Promise<number>
}

interface Used {
  readonly cpuMs: number
  readonly frames: number
  readonly updates: number
}

/** A page whose frames are counted. */
export async function sideOf(page: Page, act: Act): Promise<Side> {
  await page.evaluate(() => {
    const turn = () => {
      window.framesSeen = (window.framesSeen ?? 0) + 1
      requestAnimationFrame(turn)
    }
    requestAnimationFrame(turn)
  })
  return { ...act, thread: await mainThreadOf(page), frames: () => page.evaluate(() => window.framesSeen ?? 0) }
}

async function used({ thread, frames, updates }: Side, during: () => Promise<unknown>): Promise<Used> {
  const before = { frames: await frames(), updates: await updates() }
  const began = await thread.cpuMs()
  await during()
  const cpuMs = (await thread.cpuMs()) - began
  return { cpuMs, frames: (await frames()) - before.frames, updates: (await updates()) - before.updates }
}

const sum = (parts: readonly Used[], of: keyof Used) => parts.reduce((all, part) => all + part[of], 0)

/**
 * Main-thread CPU an update costs beyond the frames that pass without one, ms. Frames are counted, because a page that
 * draws has fewer of them: a rest of the same length would be dearer than it is.
 */
function costOf(rests: readonly Used[], lives: readonly Used[]): number {
  const ofFrame = sum(rests, 'cpuMs') / sum(rests, 'frames')
  return (sum(lives, 'cpuMs') - ofFrame * sum(lives, 'frames')) / sum(lives, 'updates')
}

/** Cost of an update on each side, ms: slices of rest and of change take turns, so that what drifts meets all. */
export async function costsOf(sides: readonly Side[], slices: number, sliceMs: number): Promise<number[]> {
  const taken = sides.map(() => ({ rests: [] as Used[], lives: [] as Used[] }))
  for (let n = 0; n < slices; n++)
    for (const [at, side] of sides.entries()) {
      taken[at]?.rests.push(await used(side, () => wait(sliceMs)))
      taken[at]?.lives.push(await used(side, () => side.live()))
    }
  return taken.map(({ rests, lives }) => costOf(rests, lives))
}
