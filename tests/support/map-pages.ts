import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { build } from 'vite'

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
const benches = join(import.meta.dirname, '../bench')

/** The map on a synthetic city and the bare page beside it, built as the product is and served isolated. */
export interface MapPages {
  readonly wall: string
  readonly bare: string
  close(): void
}

async function buildPages(into: string): Promise<void> {
  const input = [join(benches, 'map-pages/wall.html'), join(benches, 'bare/bare.html')]
  await build({
    configFile: false,
    root: benches,
    base: './',
    logLevel: 'error',
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

export async function openMapPages(): Promise<MapPages> {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-map-'))
  await buildPages(folder)
  const server = await serve(folder)
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    wall: `${base}/map-pages/wall.html?perf=1`,
    bare: `${base}/bare/bare.html`,
    close() {
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
