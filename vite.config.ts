/// <reference types="vitest/config" />
import './tests/support/node20-polyfill.ts'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compression } from 'vite-plugin-compression2'

const BUILD_ONCE = join(import.meta.dirname, 'tests/support/build-once.ts')
const project = (name: string, include: string[], timeout = 20_000, globalSetup: string[] = []) => ({
  root: import.meta.dirname,
  test: { name, include, globalSetup, environment: 'node' as const, testTimeout: timeout, hookTimeout: timeout },
})

/** The server as plain JavaScript: the loader of the sources would name each function anew wherever it is made. */
const SERVER = {
  ssr: true,
  outDir: '../dist/server',
  target: 'node20',
  assetsInlineLimit: 0,
  rolldownOptions: {
    input: {
      main: join(import.meta.dirname, 'server/main.ts'),
      'sqlite-worker-thread': join(import.meta.dirname, 'server/log/sqlite-log-worker.ts'),
    },
    output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
  },
}

export default defineConfig({
  root: 'client',
  publicDir: '../public',
  base: './',
  // Beside each script and sheet its gzip, which the server sends instead.
  plugins: [react(), compression({ algorithms: ['gzip'], include: /\.(js|css)$/, threshold: 1_024 })],
  builder: {
    async buildApp({ build, environments: { client, ssr } }) {
      if (client) await build(client)
      if (ssr) await build(ssr)
    },
  },
  environments: { ssr: { build: SERVER } },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'chrome109',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    copyPublicDir: false,
    sourcemap: false,
  },
  test: {
    maxWorkers: 2,
    projects: [
      project('unit', ['tests/unit/**/*.test.ts', 'tests/architecture/**/*.test.ts']),
      project('property', ['tests/property/**/*.prop.test.ts'], 60_000),
      project('integration', ['tests/integration/**/*.test.ts', 'tests/contract/**/*.test.ts'], 60_000, [BUILD_ONCE]),
    ],
  },
})
