import { useEffect, useRef } from 'react'
import type { AlarmAct, AlarmCardFacts } from '../../state/alarm-queue.ts'
import { useStores } from '../../state/wall-store.ts'

interface AlarmKeys {
  readonly cards: readonly AlarmCardFacts[]
  readonly marked: string
  readonly mark: (card: AlarmCardFacts) => void
  readonly act: (card: AlarmCardFacts, action: AlarmAct) => void
  /** Hands what the alarm is about to its system of record. */
  readonly dispatch: (card: AlarmCardFacts) => void
  /** Takes the last act back while it can be. */
  readonly undo: () => void
}

const STEPS: Readonly<Record<string, 1 | -1>> = { j: 1, k: -1 }
const ACTS: Readonly<Record<string, AlarmAct>> = { a: 'ack', s: 'shelve' }

/** What a key means for the queue: `j` `k` move through it, `a` acknowledges, `s` shelves and `d` dispatches the marked card, else the first; `z` takes the last act back. */
export function alarmCommand(key: string, { cards, marked }: Pick<AlarmKeys, 'cards' | 'marked'>) {
  const at = cards.findIndex(({ id }) => id === marked)
  const step = STEPS[key]
  if (step !== undefined) {
    const next = at < 0 ? (step > 0 ? 0 : cards.length - 1) : (at + step + cards.length) % cards.length
    const card = cards[next]
    return card && { kind: 'mark' as const, card }
  }
  if (key === 'z') return { kind: 'undo' as const }
  const action = ACTS[key]
  const card = cards[Math.max(0, at)]
  if (key === 'd') return card && { kind: 'dispatch' as const, card }
  return action && card && { kind: 'act' as const, card, action }
}

const typing = (target: EventTarget | null) => target instanceof HTMLInputElement || target instanceof HTMLSelectElement

/** Hears the queue's keys while it stands. SC11 */
export function useAlarmKeys(keys: AlarmKeys): void {
  const { view } = useStores()
  const held = useRef(keys)
  held.current = keys
  useEffect(() => {
    const onKey = (press: KeyboardEvent) => {
      const away = press.defaultPrevented || press.ctrlKey || press.metaKey || press.altKey || typing(press.target)
      if (away || view.getState().sheet !== 'none') return
      const command = alarmCommand(press.key, held.current)
      if (!command) return
      press.preventDefault()
      if (command.kind === 'mark') held.current.mark(command.card)
      else if (command.kind === 'dispatch') held.current.dispatch(command.card)
      else if (command.kind === 'undo') held.current.undo()
      else held.current.act(command.card, command.action)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [view])
}
