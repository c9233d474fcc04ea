import { nextWorst } from '../../state/worst-areas.ts'
import type { Stores } from '../../state/wall-store.ts'

/** Goes on to the next of the worst areas, by key or button. */
export function walkOn({ wall, view }: Stores): void {
  const { wall: reader } = wall.getState()
  const { node, walk } = view.getState()
  const next = reader && nextWorst(reader, node, walk)
  if (next) view.act.walk(next)
}
