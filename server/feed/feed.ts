import type { City } from '../city/load-city.ts'
import type { Door } from '../ingest/receipt.ts'
import type { CatalogueAdditions } from '../runtime/catalogue-acts.ts'
import type { CityClock, CityMode } from '../runtime/city-clock.ts'

/** A row that could not be read, or an event of it that the door refused. Rows count from 1 below the header. */
export interface RejectedRow {
  readonly row: number
  readonly code: string
  readonly message: string
}

/** The answer of `GET /api/v1/feed`. */
export interface FeedStatus {
  readonly name: string
  readonly state: 'playing' | 'done' | 'failed' | 'none'
  /** The city's clock, ISO 8601; null before the feed plays. */
  readonly clock: string | null
  readonly speed: number | 'max'
  /** Rows read from the file; 0 for a feed without rows. */
  readonly rows: number
  /** Events. */
  readonly accepted: number
  readonly duplicate: number
  /** Rows that could not be read and events refused. */
  readonly rejected: number
  readonly reasons: Readonly<Record<string, number>>
  /** Rows whose times run backwards; kept and counted all the same. */
  readonly outOfOrder: number
  /** The first 100. */
  readonly firstRejected: readonly RejectedRow[]
}

/** What a feed plays into. */
export interface FeedStage {
  readonly door: Door
  readonly cityClock: CityClock
  /** Newest stamp in the log, epoch seconds; undefined while it is empty. */
  readonly lastLogged: number | undefined
  /** With the catalogue that holds, the run's additions included. */
  readonly city: Pick<City, 'tree' | 'manifest' | 'catalogue'>
}

/** A feed that is part of the server: the demo city, a recorded file, or none. */
export interface Feed {
  readonly kind: 'demo' | 'recorded' | 'none'
  readonly mode: CityMode
  /** Types and sources that the run adds to the city's catalogue before the fold is built. */
  readonly additions: CatalogueAdditions
  /** Epoch second of a recorded file's first event. */
  readonly firstSecond: number | undefined
  /** IANA zone of a recorded file: the days of a growing city are counted in it. */
  readonly timezone: string | undefined
  /** True while a recorded file moves the clock; other doors answer `feed-owns-the-clock`. */
  readonly ownsClock: boolean
  /** Begins to play; resolves once the clock stands where screens may look: the demo has caught up, a file has begun. */
  play(stage: FeedStage): Promise<void>
  status(): FeedStatus
  /** Ends the play after the batch under way. */
  stop(): Promise<void>
}
