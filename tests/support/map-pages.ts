import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { build, type Plugin } from 'vite'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
}
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
function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://loopback').pathname)
    response.setHeader('cross-origin-opener-policy', 'same-origin')
    response.setHeader('cross-origin-embedder-policy', 'require-corp')
    try {
      const body = readFileSync(join(folder, path))
      response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream')
      response.end(body)
    } catch {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end()
    }
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

export async function openMapPages(more: MorePages = { paths: [], plugins: [] }): Promise<MapPages> {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-map-'))
  await buildPages(folder, more)
  const server = await serve(folder)
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    wall: `${base}/map-pages/wall.html?perf=1`,
    bare: `${base}/bare/bare.html`,
    at: (path) => `${base}/${path}`,
    close() {
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
