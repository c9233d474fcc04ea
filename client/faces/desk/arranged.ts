import type { OwnLayout } from '../../state/own-layout.ts'
import type { PanelId, PanelRoom } from './desk-panels.ts'

/** The queue of alarms cannot be put away. */
export const ALWAYS_SHOWN: PanelId = 'alarms'

function inOrder<T extends string>(ids: readonly T[], { order }: OwnLayout): readonly T[] {
  const place = (id: T) => (order.includes(id) ? order.indexOf(id) : order.length + ids.indexOf(id))
  return [...ids].sort((a, b) => place(a) - place(b))
}

/** The panels of a side as a person arranged them; those never moved stand after those that were. SC15 */
export function arranged(panels: readonly PanelRoom[], own: OwnLayout): readonly PanelRoom[] {
  const shown = panels.filter(({ id }) => id === ALWAYS_SHOWN || !own.hidden.includes(id))
  const ids = inOrder(
    shown.map(({ id }) => id),
    own,
  )
  return ids.flatMap((id) => shown.filter((panel) => panel.id === id))
}

/** The ids of a side in the person's order, hidden ones too. */
export const sideInOrder = (side: readonly PanelId[], own: OwnLayout): readonly PanelId[] => inOrder(side, own)

/** Moves a panel one place among those of its side. */
export function moved(own: OwnLayout, side: readonly PanelId[], id: PanelId, by: 1 | -1): OwnLayout {
  const ids = sideInOrder(side, own)
  const other = ids[ids.indexOf(id) + by]
  if (other === undefined) return own
  const swapped = ids.map((known) => (known === id ? other : known === other ? id : known))
  return { ...own, order: [...own.order.filter((known) => !side.some((here) => here === known)), ...swapped] }
}
