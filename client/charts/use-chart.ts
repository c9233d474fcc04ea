import { init, type EChartsType } from 'echarts/core'
import { useEffect, useRef, type RefObject } from 'react'

/** A chart in a box: follows the box in true pixels, draws again whenever a font has come, ends with its component. */
export function useChart(draw: (chart: EChartsType) => void) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | undefined>(undefined)
  const latest = useRef(draw)
  latest.current = draw
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const made = init(element, undefined, { renderer: 'canvas' })
    chart.current = made
    const drawAll = () => {
      made.resize({ width: element.clientWidth, height: element.clientHeight })
      latest.current(made)
    }
    const watch = new ResizeObserver(drawAll)
    watch.observe(element)
    document.fonts.addEventListener('loadingdone', drawAll)
    return () => {
      document.fonts.removeEventListener('loadingdone', drawAll)
      watch.disconnect()
      chart.current = undefined
      made.dispose()
    }
  }, [])
  return { box, chart } satisfies { box: RefObject<HTMLDivElement | null>; chart: RefObject<EChartsType | undefined> }
}
