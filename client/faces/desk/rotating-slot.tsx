import { useEffect, useState, type ReactNode } from 'react'
import { sayIn, type Say, type Word } from '../../i18n/words.ts'
import { every } from '../../observe/timers.ts'
import { useLang } from '../../state/wall-store.ts'
import type { PanelId } from './desk-panels.ts'
import type { Slot, TurnPanel } from './fill-columns.ts'

const TURN_MS = 15_000
/** More tabs than this in a line wear their short words. */
const FEW_TABS = 4
const UNITS_PER_REM = 16

export interface Placed {
  readonly title: Word
  /** What its tab says where many share a line. */
  readonly tab?: Word
  readonly body: ReactNode
}

interface RotatingSlotProps {
  readonly slot: Slot
  readonly panels: Readonly<Record<PanelId, Placed>>
}

/** Who asked for little motion turns by hand. */
const asksForStill = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** One turn, or several that come each 15 s; the tabs say which and how many, a click or focus holds. SC4 */
export function RotatingSlot({ slot, panels }: RotatingSlotProps) {
  const say = sayIn(useLang())
  const [at, setAt] = useState(0)
  const [held, setHeld] = useState(false)
  const count = slot.turns.length
  useEffect(() => {
    if (held || count < 2 || asksForStill()) return undefined
    return every(TURN_MS, () => setAt((n) => (n + 1) % count))
  }, [held, count])
  const shown = slot.turns[at % count] ?? []
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
      <div className="turn">
        {shown.map(({ id, min, grow }) => (
          <div key={id} className="turn-panel" style={{ flex: `${grow} 1 ${min / UNITS_PER_REM}rem` }}>
            {panels[id].body}
          </div>
        ))}
      </div>
      {count > 1 && (
        <div className="turns" role="tablist" aria-label={say('panel.rotates')}>
          {slot.turns.map((turn, n) => (
            <button
              key={namesOf(turn, panels, say)}
              type="button"
              role="tab"
              aria-selected={turn === shown}
              onClick={() => setAt(n)}
            >
              {namesOf(turn, panels, say, count > FEW_TABS)}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

const namesOf = (turn: readonly TurnPanel[], panels: RotatingSlotProps['panels'], say: Say, short = false) =>
  turn.map(({ id }) => say((short ? panels[id].tab : undefined) ?? panels[id].title)).join(' · ')
