import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { versionText } from '../config.ts'

/** What a screen compares to know that it is out of date. */
export interface ServerNames {
  readonly version: string
  /** Names the built screen by its content; `none` where it is not built. */
  readonly build: string
}

/** Reads the version and the built screen of the project at `root`. */
export function readServerNames(root: string): ServerNames {
  const page = join(root, 'dist/client/index.html')
  const build = existsSync(page) ? createHash('sha256').update(readFileSync(page)).digest('hex').slice(0, 12) : 'none'
  return { version: versionText(), build }
}
