// Builds the screen and the server where they are missing or older than their sources.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Newest change under a folder or of a file, epoch ms. */
function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Brings `dist` up to its sources; ends the process where the build fails. OP4 */
export function ensureBuilt(root) {
  const built = ['dist/client/index.html', 'dist/server/main.mjs'].map((name) => join(root, name))
  const sources = ['client', 'server', 'shared', 'vite.config.ts', 'package-lock.json'].map((name) => join(root, name))
  const since = Math.max(...sources.map(newest))
  if (built.every((file) => existsSync(file) && statSync(file).mtimeMs >= since)) return
  process.stdout.write('Building the screen and the server\n')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const ended = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  if (ended.status === 0) return
  process.stderr.write('The screen and the server could not be built; the lines above say where.\n')
  process.exit(1)
}
