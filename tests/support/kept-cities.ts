import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Where one run of the whole suite keeps cities that a server of it has compiled; each test by itself compiles its own. */
const kept = process.env['GRIDWALL_TEST_CITIES'] ?? ''

/** Gives a new data folder what earlier servers of this run have compiled: three seconds less until it is ready. */
export function lendCities(dataDir: string): void {
  if (kept !== '' && existsSync(kept)) cpSync(kept, join(dataDir, 'cities'), { recursive: true })
}

/** Keeps what a server has compiled, whole or not at all. */
export function keepCities(dataDir: string): void {
  const own = join(dataDir, 'cities')
  if (kept === '' || !existsSync(own)) return
  mkdirSync(kept, { recursive: true })
  for (const hash of readdirSync(own)) {
    const [place, coming] = [join(kept, hash), `${kept}-${process.pid}-${hash}`]
    if (existsSync(place)) continue
    cpSync(join(own, hash), coming, { recursive: true })
    try {
      renameSync(coming, place)
    } catch {
      rmSync(coming, { recursive: true }) // another test was first
    }
  }
}
