import express, { type RequestHandler } from 'express'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'

const benches = join(import.meta.dirname, '../bench')

/** The map on a synthetic city and the bare page beside it, built as the product is and served isolated. */
export interface MapPages {
  readonly wall: string
  readonly bare: string
  /** Address of any page built with them, by its path below the benches. */
  at(path: string): string
  close(): void
}

/** Pages built beside the wall and the bare one. */
interface MorePages {
  readonly paths: readonly string[]
  readonly plugins: Plugin[]
  /** What else is served at the same address. */
  readonly routes?: RequestHandler
}

async function buildPages(into: string, { paths, plugins }: MorePages): Promise<void> {
  const input = ['map-pages/wall.html', 'bare/bare.html', ...paths].map((path) => join(benches, path))
  await build({
    configFile: false,
    root: benches,
    base: './',
    logLevel: 'error',
    plugins,
    build: { outDir: into, target: 'chrome109', rollupOptions: { input }, chunkSizeWarningLimit: 2000 },
  })
}

/** Serves a folder isolated, so that the page's clock is exact. */
function serve(folder: string, routes?: RequestHandler): Promise<Server> {
  const app = express()
  app.use((_request, response, next) => {
    response.set({ 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' })
    next()
  })
  if (routes) app.use(routes)
  app.use(express.static(folder))
  app.get('/favicon.ico', (_request, response) => void response.sendStatus(204))
  const server = createServer(app)
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

export async function openMapPages(more: MorePages = { paths: [], plugins: [] }): Promise<MapPages> {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-map-'))
  await buildPages(folder, more)
  const server = await serve(folder, more.routes)
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    wall: `${base}/map-pages/wall.html?perf=1`,
    bare: `${base}/bare/bare.html`,
    at: (path) => `${base}/${path}`,
    close() {
      server.closeAllConnections()
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
