// `npm start`: makes the machine ready, then runs the built server in a process of its own and passes signals and the exit code on.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from './boot/ensure-built.mjs'
import { ensureInstalled } from './boot/ensure-installed.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const asksOnly = process.argv.includes('--help') || process.argv.includes('--version')
ensureInstalled(root)
if (!asksOnly) ensureBuilt(root)

// Columns that are let go of are to leave the process: glibc else keeps them in its arenas (60 MB and more of a full city).
const allocator = JSON.parse(readFileSync(join(root, 'server/boot/allocator.json'), 'utf8'))
// Whoever only asks is answered from the sources at once; the built server is ready sooner and takes in more.
const program = asksOnly ? ['--import', 'tsx', join(root, 'server/main.ts')] : [join(root, 'dist/server/main.mjs')]
const server = spawn(process.execPath, [...program, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...allocator, ...process.env },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)))
