import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'
import type { BenchModule } from './bench-row.ts'

const OUT = join(import.meta.dirname, '../../.cache/bench')

/** Files go on to find what lies beside their sources. */
const standsAtItsSource: Plugin = {
  name: 'stands-at-its-source',
  transform: (code, id) =>
    code
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)),
}

/** A bench built as the server is: what is timed is what runs in a city, not the loader of its sources. */
export async function builtBench(file: string): Promise<BenchModule> {
  const input = join(import.meta.dirname, file)
  const output = { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' }
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [standsAtItsSource],
    build: { ssr: true, outDir: OUT, emptyOutDir: false, target: 'node20', rolldownOptions: { input, output } },
  })
  return (await import(join(OUT, file.replace(/\.ts$/, '.mjs')))) as BenchModule
}
