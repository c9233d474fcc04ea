// Builds the client where it is missing or older than its sources.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Newest change under a folder or of a file, epoch ms. */
function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Brings `dist/client` up to its sources; ends the process where the build fails. OP4 */
export function ensureBuilt(root) {
  const page = join(root, 'dist/client/index.html')
  const sources = ['client', 'shared', 'vite.config.ts', 'package-lock.json'].map((name) => join(root, name))
  if (existsSync(page) && statSync(page).mtimeMs >= Math.max(...sources.map(newest))) return
  process.stdout.write('Building the screen\n')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  if (built.status === 0) return
  process.stderr.write('The screen could not be built; the lines above say where.\n')
  process.exit(1)
}
