import { useCallback } from 'react'
import type { AlarmCardFacts } from '../../state/alarm-queue.ts'
import { useStores } from '../../state/wall-store.ts'

/** Kinds of alarms whose subject is one case. */
const OF_A_CASE: ReadonlySet<string> = new Set(['open-case', 'supervised-overdue'])

/** Opens what can be handed over for an alarm: its case, or the open cases of its area. OB1 */
export function useDispatch(): (card: AlarmCardFacts) => void {
  const { view } = useStores()
  return useCallback(
    ({ first, count, node }) => {
      const ofCase = count === 1 && OF_A_CASE.has(first.kind ?? '') && first.subject !== undefined
      if (ofCase) return view.act.openCase(first.subject)
      view.act.select(node)
      view.act.open('cases')
    },
    [view],
  )
}
