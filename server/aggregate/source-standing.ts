import { SOURCE_STATES, type SourceState } from '../../shared/figures/value-state.ts'

/** After this many times its limit a late source is stale. */
export const STALE_AFTER = 3
/** Share of yesterday's volume that keeps a sum over several sources live. */
const COMPLETE_SHARE = 0.9

/** What is known of one source that a figure needs. */
export interface SourceFacts {
  readonly off: boolean
  readonly freshSeconds: number
  /** Epoch ms of its newest word; undefined: never heard. */
  readonly lastWord: number | undefined
  /** Events by which its share is weighed: yesterday's, or today's where there were none. */
  readonly volume: number
}

/** How one source stands at a clock second; a source never heard of is `none`. AG4 */
export function sourceState(source: SourceFacts, clock: number): SourceState {
  if (source.off) return 'off'
  if (source.lastWord === undefined) return 'none'
  const age = clock - source.lastWord / 1000
  if (age <= source.freshSeconds) return 'live'
  return age <= source.freshSeconds * STALE_AFTER ? 'late' : 'stale'
}

/** Sources of one figure taken together. */
export interface Standing {
  readonly state: SourceState
  /** Epoch ms the figure stands for: the newest word of its sources, 0 before any. */
  readonly asOf: number
  /** Share of the expected volume whose sources are alive, 0–1. */
  readonly share: number
}

/**
 * Sources that were heard decide; one that never sent does not darken a sum it has no part in. With
 * ≥ 90 % of the volume alive the figure stays live, else it stands as its worst source. AG4
 */
export function standingOf(sources: readonly SourceFacts[], clock: number): Standing {
  const states = sources.map((source) => sourceState(source, clock))
  const asOf = Math.max(0, ...sources.map(({ lastWord }) => lastWord ?? 0))
  const heard = sources.flatMap((source, at) => {
    const state = states[at] as SourceState
    return state === 'off' || state === 'none' ? [] : [{ state, volume: source.volume }]
  })
  if (heard.length === 0) {
    const off = states.length > 0 && states.every((state) => state === 'off')
    return { state: off ? 'off' : 'none', asOf, share: 0 }
  }
  const total = heard.reduce((sum, { volume }) => sum + volume, 0)
  const weigh = (volume: number) => (total === 0 ? 1 / heard.length : volume / total)
  const share = heard.reduce((sum, { state, volume }) => sum + (state === 'live' ? weigh(volume) : 0), 0)
  if (share >= COMPLETE_SHARE) return { state: 'live', asOf, share: Math.min(1, share) }
  const worst = SOURCE_STATES.find((state) => heard.some((source) => source.state === state))
  return { state: worst ?? 'none', asOf, share }
}

/** The worse of two states. */
export function worseOf(a: SourceState, b: SourceState): SourceState {
  return SOURCE_STATES.indexOf(a) < SOURCE_STATES.indexOf(b) ? a : b
}

/** A dimension's figure stands as the worse of its source and of its own newest reading, whose time is its age. AG4 */
export function dimensionStanding(source: Standing, limitSeconds: number, reading: number | undefined, clock: number): Standing {
  const own = sourceState({ off: false, freshSeconds: limitSeconds, lastWord: reading, volume: 0 }, clock)
  return { ...source, state: worseOf(source.state, own), asOf: reading ?? 0 }
}
