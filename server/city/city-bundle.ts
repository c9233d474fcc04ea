import type { BundleIndex } from '../../shared/geo/bundle.ts'

/** What the screen loads of a city, as it is served under `/city`. */
export interface CityBundle {
  readonly index: BundleIndex
  /** Gzip bytes of a file named by the index; undefined for any other name. */
  file(name: string): Buffer | undefined
}
