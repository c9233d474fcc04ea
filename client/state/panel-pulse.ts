import { inFrame } from '../observe/timers.ts'
import type { WallStore } from './wall-store.ts'

/** Publications come four times a second, each as one frame of bytes a scope. */
const TOLD_EVERY_MS = 250

/**
 * Tells panels that the wall moved: in the browser's next frame, after the map, and at most four times a second, so
 * that both scopes of a publication are one change of the page. A hidden page is told when it is seen again. SC7
 */
class PanelPulse {
  readonly #listeners = new Set<() => void>()
  #waiting = false
  #toldAt = -TOLD_EVERY_MS

  constructor(wall: WallStore) {
    wall.subscribe(() => this.#moved())
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #moved(): void {
    if (this.#waiting) return
    this.#waiting = true
    inFrame((now) => this.#turn(now))
  }

  #turn(now: number): void {
    if (now - this.#toldAt < TOLD_EVERY_MS) return inFrame((later) => this.#turn(later))
    this.#waiting = false
    this.#toldAt = now
    for (const listener of this.#listeners) listener()
  }
}

const pulses = new WeakMap<WallStore, PanelPulse>()

/** The one pulse of a store. */
export function pulseOf(wall: WallStore): PanelPulse {
  const pulse = pulses.get(wall) ?? new PanelPulse(wall)
  pulses.set(wall, pulse)
  return pulse
}
