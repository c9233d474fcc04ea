import { onFrameTick } from '../../observe/frame-clock.ts'
import { every } from '../../observe/timers.ts'

/** The main thread lives: a timer of its own came round. */
export const mainThreadLife = (beat: () => void) => every(1_000, beat)

/** The map lives: it drew a frame in the last second. */
export function frameLife(beat: () => void): () => void {
  let drawn = true
  const unhear = onFrameTick(() => (drawn = true))
  const stop = every(1_000, () => {
    if (drawn && document.visibilityState === 'visible') beat()
    drawn = document.visibilityState !== 'visible'
  })
  return () => (unhear(), stop())
}
