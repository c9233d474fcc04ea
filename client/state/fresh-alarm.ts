import type { AlarmCardFacts } from './alarm-queue.ts'

/** Seconds for which an alarm counts as new. */
const FRESH_S = 5

/** Epoch second until which a card is new; 0 where it never was: told late, or nothing of it waits. AL8 */
export function freshUntil({ first, waiting }: AlarmCardFacts): number {
  return first.late || waiting === 0 ? 0 : Date.parse(first.knownAt) / 1000 + FRESH_S
}
