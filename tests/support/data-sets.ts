import { existsSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.env['GRIDWALL_DATASETS'] ?? join(import.meta.dirname, '../../../shared/data')

/** Path of a file of the shared data sets, undefined where it is absent: its tests are then skipped by name. */
export function dataSet(file: string): string | undefined {
  const path = join(folder, file)
  return existsSync(path) ? path : undefined
}
