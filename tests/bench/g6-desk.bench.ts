import { chromium, type Browser } from '@playwright/test'
import { BROWSER_FLAGS } from '../support/browser-flags.ts'
import { longTasks, openLiveDesk, startBuiltWall } from '../support/live-desk.ts'
import type { WallServer } from '../support/wall-server.ts'
import { spread, type BenchRow } from './bench-row.ts'

const MAP_SECONDS = 60
const NETWORK_SECONDS = 20
const UPDATES_A_SECOND = 4

const worst = (tasks: readonly number[]) => `worst ${Math.max(0, ...tasks).toFixed(0)} ms; state hash equal`
const row = (id: string, what: string, tasks: readonly number[], detail: string): BenchRow => ({
  id,
  what,
  ...spread([tasks.length]),
  better: 'lower',
  must: 0,
  goal: 0,
  detail,
})

async function mapRow(browser: Browser, wall: WallServer): Promise<BenchRow> {
  const desk = await openLiveDesk(browser, wall, '')
  const observed = longTasks(desk.page, MAP_SECONDS, true)
  await desk.stir(MAP_SECONDS * UPDATES_A_SECOND)
  const tasks = await observed
  await desk.checkHash()
  const right = await desk.checkPicture()
  await desk.page.close()
  const what = `tasks over 50 ms in ${MAP_SECONDS} s of the real desk, 1,000 changes four times a second, pan and zoom`
  return row('G6', what, tasks, `${worst(tasks)}, ${right} areas' colours right`)
}

/** The network has the same updates and no hand: opening a unit is an act, a delta is not. */
async function networkRow(browser: Browser, wall: WallServer): Promise<BenchRow> {
  const desk = await openLiveDesk(browser, wall, '&stage=network')
  const observed = longTasks(desk.page, NETWORK_SECONDS, false)
  await desk.stir(NETWORK_SECONDS * UPDATES_A_SECOND)
  const tasks = await observed
  await desk.checkHash()
  await desk.page.close()
  const what = `tasks over 50 ms in ${NETWORK_SECONDS} s of the desk's network view, 1,000 changes four times a second`
  return row('G6n', what, tasks, worst(tasks))
}

/** G6 on the desk as it is served, with the map and with the network in its place. */
export async function run(): Promise<readonly BenchRow[]> {
  const wall = await startBuiltWall()
  const executablePath = process.env.GRIDWALL_BROWSER ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: [...BROWSER_FLAGS] })
  try {
    return [await mapRow(browser, wall), await networkRow(browser, wall)]
  } finally {
    await browser.close()
    await wall.stop()
    wall.forget()
  }
}
