import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { spread, type BenchRow } from './bench-row.ts'

const FIRST_KB = 120
const ALL_KB = 1_100
const GZIP_LEVEL = 9
const root = join(import.meta.dirname, '../..')

const row = (id: string, what: string, kb: number, most: number): BenchRow => ({
  id,
  what: `${what}, KB compressed / ${most}`,
  ...spread([kb / most]),
  better: 'lower',
  must: 1,
  goal: 0.85,
  detail: `${kb.toFixed(1)} KB`,
})

/** G10: what the first page loads before it shows itself, and all scripts there are. A base map's library does not count. */
export async function run(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-scripts-'))
  try {
    await build({
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true },
    })
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    const assets = join(folder, 'assets')
    const scripts = readdirSync(assets).filter((name) => name.endsWith('.js') && !name.includes('maplibre'))
    const kbOf = (name: string) => gzipSync(readFileSync(join(assets, name)), { level: GZIP_LEVEL }).length / 1024
    const sum = (names: readonly string[]) => names.reduce((kb, name) => kb + kbOf(name), 0)
    const first = scripts.filter((name) => page.includes(name))
    return [row('G10', 'first script', sum(first), FIRST_KB), row('G10b', 'all scripts', sum(scripts), ALL_KB)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
