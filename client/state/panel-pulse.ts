import { after, inFrame, steady } from '../observe/timers.ts'
import type { WallStore } from './wall-store.ts'

/** A figure that moves more than once a second cannot be read. SC7 */
const FIGURES_EVERY_MS = 1000

/**
 * Tells panels that the wall moved, in the browser's next frame, after the map. What is no figure (the clock, the link,
 * an alarm, what stands selected) and a scope's first picture are told at once and take the figures with them; figures
 * by themselves are told at once after a quiet second, else when the second is over. A hidden page is told when it is
 * seen again. SC7
 */
class PanelPulse {
  readonly #listeners = new Set<() => void>()
  #figuresAt = -FIGURES_EVERY_MS
  /** Figures moved that panels were not told of. */
  #owed = false
  #comes = false
  #cancel: (() => void) | undefined

  constructor(wall: WallStore) {
    wall.subscribe((now, before) => {
      const sameScopes = now.focus === before.focus && now.wall === before.wall
      this.#moved(sameScopes && now.revision !== before.revision)
    })
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #moved(figuresAlone: boolean): void {
    this.#owed ||= figuresAlone
    if (this.#comes) return
    const rest = figuresAlone ? this.#figuresAt + FIGURES_EVERY_MS - steady() : 0
    if (rest > 0) this.#cancel ??= after(rest, () => this.#tellInFrame())
    else this.#tellInFrame()
  }

  #tellInFrame(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#comes = true
    inFrame((now) => {
      if (this.#owed) this.#figuresAt = now
      this.#owed = this.#comes = false
      for (const listener of this.#listeners) listener()
    })
  }
}

const pulses = new WeakMap<WallStore, PanelPulse>()

/** The one pulse of a store. */
export function pulseOf(wall: WallStore): PanelPulse {
  const pulse = pulses.get(wall) ?? new PanelPulse(wall)
  pulses.set(wall, pulse)
  return pulse
}
