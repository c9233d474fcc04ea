import { expect } from '@playwright/test'
import { test } from '../support/tab.ts'
import { startWall, type WallServer } from '../support/wall-server.ts'

let server: WallServer

test.beforeAll(async () => {
  test.setTimeout(120_000)
  server = await startWall({ args: ['--feed', 'none', '--base-path', '/wall'], readyWithinMs: 100_000 })
})
test.afterAll(async () => {
  await server?.stop()
  server?.forget()
})

// Fault seen: the line opened at /socket.io of the server, beside the path.
test('[OP11] under a path the page finds its files, its figures and its line there, and nothing beside it', async ({
  tab: page,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  page.on('websocket', (line) => asked.push(new URL(line.url()).pathname))
  await page.goto(`${server.url}/wall?lang=zh`)
  await page.locator('[data-panel=headline] [data-key="events.day"]').waitFor()
  await expect(page.locator('.map-stage canvas').first()).toBeVisible()
  expect(new URL(page.url()).pathname).toBe('/wall/')
  expect(asked.filter((path) => path !== '/wall' && !path.startsWith('/wall/'))).toEqual([])
  expect(asked).toContain('/wall/socket.io/')
})
