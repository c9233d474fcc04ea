import type { AlarmQueue } from './alarm-queue.ts'
import { freshUntil } from './fresh-alarm.ts'

/** An active alarm as the map marks it. */
export interface MapAlarm {
  readonly id: string
  readonly level: number
  readonly node: string
  /** Epoch second until which it is new; 0 where it never was. */
  readonly freshUntil: number
}

const NONE: readonly MapAlarm[] = []
const made = new WeakMap<AlarmQueue, readonly MapAlarm[]>()

/** Active alarms of a queue, each at its own area as far as a card names it; the same list for the same queue. */
export function mapAlarms(queue: AlarmQueue | undefined): readonly MapAlarm[] {
  if (queue === undefined) return NONE
  const known = made.get(queue)
  if (known) return known
  const active = queue.cards.filter(({ first }) => first.state === 'active')
  const alarms = active.flatMap((card) => {
    const { level, first, members } = card
    const until = freshUntil(card)
    return (members.length > 0 ? members : [first]).map(({ id, node }) => ({ id, level, node, freshUntil: until }))
  })
  made.set(queue, alarms)
  return alarms
}
