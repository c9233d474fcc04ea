import { useEffect, useState, type ReactNode } from 'react'
import { sayIn, type Word } from '../../i18n/words.ts'
import { every } from '../../observe/timers.ts'
import { useLang } from '../../state/wall-store.ts'
import type { Slot } from './fill-columns.ts'

const TURN_MS = 15_000

export interface Placed {
  readonly title: Word
  readonly body: ReactNode
}

interface RotatingSlotProps {
  readonly slot: Slot
  readonly panels: Readonly<Record<string, Placed>>
}

/** One panel, or several that take turns each 15 s; the tabs say which and how many, a click or focus holds. SC4 */
export function RotatingSlot({ slot, panels }: RotatingSlotProps) {
  const say = sayIn(useLang())
  const [at, setAt] = useState(0)
  const [held, setHeld] = useState(false)
  const count = slot.panels.length
  useEffect(() => (held || count < 2 ? undefined : every(TURN_MS, () => setAt((n) => (n + 1) % count))), [held, count])
  const shown = slot.panels[at % count] ?? ''
  const { x, y, width, height } = slot.rect
  return (
    <div
      className="slot"
      style={{ left: x, top: y, width, height }}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {panels[shown]?.body}
      {count > 1 && (
        <div className="turns" role="tablist" aria-label={say('panel.rotates')}>
          {slot.panels.map((id, n) => (
            <button key={id} type="button" role="tab" aria-selected={id === shown} onClick={() => setAt(n)}>
              {say(panels[id]?.title ?? 'panel.loading')}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
