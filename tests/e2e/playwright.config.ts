import { defineConfig } from '@playwright/test'
import { join } from 'node:path'

/** One rasteriser for everybody, and no traffic of the browser's own. */
const FLAGS = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
]

const browser = process.env.GRIDWALL_BROWSER ?? '/usr/bin/chromium'
const launchOptions = { args: FLAGS, chromiumSandbox: false, ...(browser === '' ? {} : { executablePath: browser }) }

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
