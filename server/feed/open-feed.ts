import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Clock } from '../runtime/clock.ts'
import { WrongConfiguration } from '../runtime/wrong-configuration.ts'
import { DemoFeed } from './demo/demo-feed.ts'
import type { Feed } from './feed.ts'
import { NO_FEED } from './no-feed.ts'
import { readMapping, type Mapping } from './recorded/mapping.ts'
import { readRecording } from './recorded/recording.ts'
import { RecordedFeed } from './recorded/recorded-feed.ts'

export interface FeedConfig {
  /** `demo`, `none`, or the path of a recorded file. */
  readonly feed: string
  readonly mapping: string | undefined
  readonly speed: number | 'max'
  readonly seed: number
  readonly keepDays: number
}

/** What a feed takes from its surroundings. */
export interface FeedSurroundings {
  readonly clock: Clock
  /** Told once if the feed has to give up. */
  readonly onFailure: (reason: unknown) => void
}

async function mappingOf(path: string): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new WrongConfiguration(`--mapping ${path} cannot be read: give the path of a mapping file`)
  })
  const mapping = readMapping(text)
  if (typeof mapping === 'string') throw new WrongConfiguration(`--mapping ${path}: ${mapping}`)
  return mapping
}

/** Opens the feed the options name; a recorded file is read whole first. Throws `WrongConfiguration`. FE2 */
export async function openFeed(config: FeedConfig, { clock, onFailure }: FeedSurroundings): Promise<Feed> {
  if (config.feed === 'none') return NO_FEED
  if (config.feed === 'demo') return new DemoFeed({ seed: config.seed, clock, onFailure })
  const mapping = config.mapping === undefined ? undefined : await mappingOf(config.mapping)
  const recording = await readRecording(config.feed, mapping)
  const { speed, keepDays } = config
  return new RecordedFeed({ name: basename(config.feed), recording, speed, keepDays, clock, onFailure })
}
