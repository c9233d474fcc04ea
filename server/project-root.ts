import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The nearest folder above `from` that holds a package file. */
function folderOfPackage(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from
  const above = dirname(from)
  if (above === from) throw new Error('The server does not lie in its project folder: package.json was found nowhere above it.')
  return folderOfPackage(above)
}

/** The project's folder, whether the server runs from its sources or as built into `dist/server`. */
export const PROJECT_ROOT = folderOfPackage(import.meta.dirname)
