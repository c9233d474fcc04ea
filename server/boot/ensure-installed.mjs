// Installs what the lock file names where it is missing or older than the lock. Plain JavaScript: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, statSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'

const OLDEST_NODE = 20

function headersBesideNode() {
  const prefix = join(dirname(process.execPath), '..')
  return existsSync(join(prefix, 'include/node/node.h')) ? prefix : undefined
}

function fail(text) {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

/** True where the packages are there and not older than the lock file. Linked packages belong to another folder and are left alone. */
function isInstalled(root) {
  const folder = join(root, 'node_modules')
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return true
  const stamp = join(root, 'node_modules/.package-lock.json')
  const native = join(root, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node')
  const lock = join(root, 'package-lock.json')
  return existsSync(stamp) && existsSync(native) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs
}

/** Brings the installed packages up to the lock file; ends the process with a sentence where that is impossible. OP4 */
export function ensureInstalled(root) {
  const major = Number(process.versions.node.split('.')[0])
  if (major < OLDEST_NODE) fail(`Gridwall needs Node ${OLDEST_NODE} or newer; this is ${process.version}.`)
  if (isInstalled(root)) return
  // Installing empties the folder first, so a folder shared through a link is never installed into.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    if (existsSync(join(root, 'node_modules/tsx'))) return
    fail('node_modules is a link to an incomplete folder: install there, or remove the link and start again.')
  }
  process.stdout.write('Installing packages from the lock file (once, up to five minutes)\n')
  const headers = headersBesideNode()
  const env = { ...process.env, ...(headers && !process.env.npm_config_nodedir ? { npm_config_nodedir: headers } : {}) }
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env,
  })
  if (npm.status !== 0)
    fail(
      'Installing failed. The database driver is compiled where no ready build exists: it needs python3, make and a C++ compiler ' +
        '(Debian: apt-get install python3 make g++) and the headers of Node. Without a network, copy node_modules from a machine like this one.',
    )
  const now = new Date()
  utimesSync(join(root, 'node_modules/.package-lock.json'), now, now)
}
