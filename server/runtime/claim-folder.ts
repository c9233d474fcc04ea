import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { WrongConfiguration } from './wrong-configuration.ts'

/** Marks a data folder as the one of a city; events of one city mean nothing in another. OP5 */
export function claimFolder(folder: string, city: string): void {
  const mark = join(folder, 'city')
  if (!existsSync(mark)) writeFileSync(mark, city, { mode: 0o600, flush: true })
  const owner = readFileSync(mark, 'utf8').trim()
  if (owner === city) return
  throw new WrongConfiguration(
    `data folder ${resolve(folder)} holds the log of city ${owner}, not of ${city}: give another folder with --data or that city with --city`,
  )
}
