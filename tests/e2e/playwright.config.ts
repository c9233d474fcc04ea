import { defineConfig } from '@playwright/test'
import { join } from 'node:path'
import { BROWSER_FLAGS, NO_BROWSER_UI, PLAIN_PAINT } from '../support/browser-flags.ts'

const browser = process.env.GRIDWALL_BROWSER ?? '/usr/bin/chromium'
const launched = (...more: readonly string[]) => ({
  args: [...BROWSER_FLAGS, NO_BROWSER_UI, ...more],
  chromiumSandbox: false,
  ...(browser === '' ? {} : { executablePath: browser }),
})

export default defineConfig({
  testDir: join(import.meta.dirname, '..'),
  outputDir: join(import.meta.dirname, '../../test-results/browser'),
  snapshotPathTemplate: '{testDir}/visual/baselines/{arg}{ext}',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 90_000,
  use: { locale: 'zh-CN', timezoneId: 'UTC', deviceScaleFactor: 1 },
  projects: [
    { name: 'browser', testMatch: /e2e\/.*\.spec\.ts$/, use: { launchOptions: launched(PLAIN_PAINT) } },
    { name: 'visual', testMatch: /visual\/.*\.spec\.ts$/, use: { launchOptions: launched() } },
  ],
})
