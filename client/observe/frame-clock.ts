/** One drawn frame, as the map reports it. */
export interface FrameTick {
  /** `performance.now()` at the end of the animation frame. */
  readonly at: number
  /** Newest publication of the wall scope whose picture is finished. */
  readonly seq: number
  /** `performance.now()` when that picture was finished. */
  readonly drawnAt: number
  /** Nodes and events in the layers of this frame. */
  readonly nodes: number
  readonly events: number
  /** Milliseconds of main thread that picture took. */
  readonly tookMs: number
}

type Listener = (tick: FrameTick) => void
const listeners = new Set<Listener>()

/** The map calls this at the end of every animation frame, drawn anew or not: the screen's proof that GL lives. SC6 */
export function frameTick(tick: FrameTick): void {
  for (const listener of listeners) listener(tick)
}

/** The map calls this when the browser took its GL context away. */
export function glContextLost(): void {
  losses += 1
}

let losses = 0

export function glContextLosses(): number {
  return losses
}

export function onFrameTick(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
