import { useCallback, type MouseEvent } from 'react'
import { useStores } from '../../state/wall-store.ts'

/** Figures that stand for the whole city whatever is selected. */
const OF_THE_CITY = '.alarm-counts'

/** A click on any figure opens what stands behind it; a figure on a button leaves the click to the button. AG7 */
export function useExplain(): (click: MouseEvent) => void {
  const { wall, view } = useStores()
  return useCallback(
    (click) => {
      const target = click.target instanceof Element ? click.target : undefined
      const figure = target?.closest<HTMLElement>('.figure[data-key]')
      if (!figure || figure.closest('button')) return
      const { city } = wall.getState()
      const own = figure.closest<HTMLElement>('[data-code]')?.dataset['code']
      const node = figure.closest(OF_THE_CITY) ? (city?.code ?? '') : (own ?? view.getState().node)
      view.act.explain(node, figure.dataset['key'] ?? '')
    },
    [wall, view],
  )
}
