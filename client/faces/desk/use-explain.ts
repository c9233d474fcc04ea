import { useCallback, type MouseEvent } from 'react'
import { useStores } from '../../state/wall-store.ts'

/** Figures that stand for the whole city whatever is selected. */
const OF_THE_CITY = '.alarm-counts'
/** `tier=3` is the count of areas at a tier: the figure of the tier stands behind it, with all such counts by level. */
const COUNTED_AT = '='
/** Counts of sources: the sources themselves stand below them. */
const OF_THE_BOARD = 'sources.'

/** A click on any figure opens what stands behind it; a figure on a button leaves the click to the button. AG7 */
export function useExplain(): (click: MouseEvent) => void {
  const { wall, view } = useStores()
  return useCallback(
    (click) => {
      const target = click.target instanceof Element ? click.target : undefined
      const figure = target?.closest<HTMLElement>(':is(.figure, .figure-behind)[data-key]')
      if (!figure || figure.closest('button')) return
      const [key = ''] = (figure.dataset['key'] ?? '').split(COUNTED_AT)
      if (key.startsWith(OF_THE_BOARD)) return
      const { city } = wall.getState()
      const own = figure.closest<HTMLElement>('[data-code]')?.dataset['code']
      const node = figure.closest(OF_THE_CITY) ? (city?.code ?? '') : (own ?? view.getState().node)
      view.act.explain(node, key)
    },
    [wall, view],
  )
}
