import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** What the peers' pages import, in the versions that are compared; never packages of the project itself. */
export const PEERS = {
  '@kepler.gl/actions': '3.2.6',
  '@kepler.gl/components': '3.2.6',
  '@kepler.gl/processors': '3.2.6',
  '@kepler.gl/reducers': '3.2.6',
  'maplibre-gl': '6.17.0',
  react: '18.3.1',
  'react-dom': '18.3.1',
  'react-palm': '3.3.11',
  'react-redux': '8.1.3',
  redux: '4.2.1',
  'styled-components': '6.1.8',
} as const

/** The folder with the peers beside the project's own, installed from the registry the first time; throws where that fails. */
export function peersFolder(say: (line: string) => void): string {
  const wanted = JSON.stringify({ private: true, dependencies: PEERS }, null, 2)
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
  const folder = join(cache, 'gridwall-peers', createHash('sha256').update(wanted).digest('hex').slice(0, 12))
  const done = join(folder, 'installed')
  if (existsSync(done)) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), wanted)
  say(`Installing the peers into ${folder}: about 850 packages, a minute or two`)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', '--loglevel=error']
  const { status } = spawnSync(npm, args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) throw new Error(`npm could not install the peers into ${folder}; look at its words above and try again`)
  writeFileSync(done, '')
  return folder
}
