/// <reference types="vitest/config" />
import './tests/support/node20-polyfill.ts'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compression } from 'vite-plugin-compression2'

const project = (name: string, include: string[], timeout = 20_000) => ({
  root: import.meta.dirname,
  test: { name, include, environment: 'node' as const, testTimeout: timeout, hookTimeout: timeout },
})

export default defineConfig({
  root: 'client',
  publicDir: '../public',
  base: './',
  // Beside each script and sheet its gzip, which the server sends instead.
  plugins: [react(), compression({ algorithms: ['gzip'], include: /\.(js|css)$/, threshold: 1_024 })],
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
      project('integration', ['tests/integration/**/*.test.ts', 'tests/contract/**/*.test.ts'], 60_000),
    ],
  },
})
