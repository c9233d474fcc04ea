import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '../project-root.ts'
import { createCalendar, type CityCalendar } from '../../shared/domain/calendar.ts'
import { fontCharacters, missingCharacters } from '../city/font-characters.ts'
import { loadCity, type City } from '../city/load-city.ts'
import type { Config } from '../config.ts'
import type { Feed } from '../feed/feed.ts'
import { openFeed } from '../feed/open-feed.ts'
import type { EventLog } from '../log/event-log.ts'
import type { Logger } from '../observe/logger.ts'
import { catalogueOf, recordAdditions } from './catalogue-acts.ts'
import { claimFolder } from './claim-folder.ts'
import type { Clock } from './clock.ts'

const FONT = join(PROJECT_ROOT, 'public/fonts/gridwall-hans.woff2')

export interface StartCityOptions {
  readonly config: Config
  readonly log: EventLog
  readonly clock: Clock
  readonly logger: Logger
}

/** The city as this run has it: its feed's types in the catalogue, its days in the feed's zone where it has none of its own. */
export interface StartedCity {
  readonly city: City
  readonly feed: Feed
  readonly calendar: CityCalendar
  /** Start of the city's day that holds a moment; both epoch ms. */
  readonly dayStart: (ms: number) => number
}

/** Names that neither the shipped font nor the pack's can write are drawn by each machine's own, if it has one: said once at the start. CP15 */
function tellMissingCharacters({ tree, manifest, font }: City, logger: Logger): void {
  if (tree.growing) return
  const named = Array.from({ length: tree.size }, (_, node) => tree.names(node)[0])
  const fonts = [readFileSync(FONT), ...(font === undefined ? [] : [font])]
  const known = new Set(fonts.flatMap((each) => [...fontCharacters(each)]))
  const missing = missingCharacters([...named, manifest.name.zh], known)
  if (missing.length > 0)
    logger.warn(
      { city: manifest.id, missing: missing.join('') },
      `names need ${missing.length} characters ${font === undefined ? 'the shipped font lacks' : 'that neither the shipped font nor the pack’s has'}: public/fonts/README.md says how to cut one for the pack`,
    )
}

/** Loads the city and opens its feed; what the feed adds to the catalogue is in the log before anything is folded. */
export async function startCity({ config, log, clock, logger }: StartCityOptions): Promise<StartedCity> {
  const pack = loadCity({ city: config.city, cacheDir: join(config.dataDir, 'cities') })
  tellMissingCharacters(pack, logger)
  claimFolder(config.dataDir, pack.manifest.code)
  const onFailure = (reason: unknown) => logger.error({ reason: String(reason) }, 'the feed has given up')
  const feed = await openFeed(config, { clock, onFailure })
  const firstSecond = feed.firstSecond ?? Math.floor(clock.now() / 1000)
  const catalogue = await recordAdditions(catalogueOf(pack.catalogue, log), feed.additions, log, firstSecond)
  const zone = pack.tree.growing && feed.timezone !== undefined ? { timezone: feed.timezone } : {}
  const manifest = { ...pack.manifest, ...zone }
  const calendar = createCalendar(manifest)
  const dayStart = (ms: number) => calendar.span('day', Math.floor(ms / 1000)).start * 1000
  return { city: { ...pack, manifest, catalogue }, feed, calendar, dayStart }
}
