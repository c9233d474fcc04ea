import { expect, test } from '@playwright/test'
import { axeFaults } from '../support/axe.ts'
import { startSignedInWall, type Caller, type SignedInWall } from '../support/signed-in-wall.ts'

let room: SignedInWall
let lead: Caller

test.beforeAll(async () => {
  test.setTimeout(150_000)
  room = await startSignedInWall({ args: ['--feed', 'none'], readyWithinMs: 100_000 })
  lead = await room.account('lead', 'dutyLead')
})
test.afterAll(async () => {
  await room?.wall.stop()
  room?.wall.forget()
})

const cookieOf = ({ headers }: Caller) => {
  const [name = '', value = ''] = (headers['cookie'] ?? '').split(/=(.*)/s)
  return { name, value, url: room.wall.url }
}

// Fault seen: a field of the sign-in form without its label.
for (const lang of ['zh', 'en'] as const)
  test(`[SC16] sign-in, enrolment, administration and fleet break no rule of WCAG 2.2 AA, ${lang}`, async ({ browser }) => {
    for (const [path, who] of [
      ['sign-in', undefined],
      ['enrol', undefined],
      ['admin', room.system],
      ['admin', room.security],
      ['fleet', lead],
    ] as const) {
      const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
      if (who) await context.addCookies([cookieOf(who)])
      const page = await context.newPage()
      await page.goto(`${room.wall.url}/${path}?lang=${lang}`)
      await page.locator('h1').first().waitFor()
      expect(new URL(page.url()).pathname).toBe(`/${path}`)
      expect(await axeFaults(page), path).toEqual([])
      await context.close()
    }
  })
