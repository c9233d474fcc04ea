import { defineConfig } from '@playwright/test'
import { join } from 'node:path'
import { BROWSER_FLAGS } from '../support/browser-flags.ts'

const browser = process.env.GRIDWALL_BROWSER ?? '/usr/bin/chromium'
const launchOptions = { args: [...BROWSER_FLAGS], chromiumSandbox: false, ...(browser === '' ? {} : { executablePath: browser }) }

export default defineConfig({
  testDir: join(import.meta.dirname, '..'),
  outputDir: join(import.meta.dirname, '../../test-results/browser'),
  snapshotPathTemplate: '{testDir}/visual/baselines/{arg}{ext}',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 90_000,
  use: { launchOptions, locale: 'zh-CN', timezoneId: 'UTC', deviceScaleFactor: 1 },
  projects: [
    { name: 'browser', testMatch: /e2e\/.*\.spec\.ts$/ },
    { name: 'visual', testMatch: /visual\/.*\.spec\.ts$/ },
  ],
})
