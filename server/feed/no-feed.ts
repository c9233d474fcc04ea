import type { Feed } from './feed.ts'

/** No feed of the server's own: the doors are open and the clock follows the wall. */
export const NO_FEED: Feed = {
  kind: 'none',
  mode: 'live',
  additions: { types: [], sources: [], units: [] },
  firstSecond: undefined,
  timezone: undefined,
  ownsClock: false,
  play: () => Promise.resolve(),
  status: () => ({
    name: 'none',
    state: 'none',
    clock: null,
    speed: 1,
    rows: 0,
    accepted: 0,
    duplicate: 0,
    rejected: 0,
    reasons: {},
    outOfOrder: 0,
    firstRejected: [],
  }),
  stop: () => Promise.resolve(),
}
