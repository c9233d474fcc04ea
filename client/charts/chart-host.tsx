import { BarChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import { init, use, type ComposeOption, type EChartsType } from 'echarts/core'
import type { BarSeriesOption, ScatterSeriesOption } from 'echarts/charts'
import type { GridComponentOption, MarkLineComponentOption } from 'echarts/components'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([BarChart, GridComponent, MarkLineComponent, CanvasRenderer])

export type ChartOption = ComposeOption<BarSeriesOption | ScatterSeriesOption | GridComponentOption | MarkLineComponentOption>

interface ChartHostProps {
  readonly option: (rem: number) => ChartOption
  readonly label: string
}

/** The one place where a chart lives: follows its box in true pixels, redraws on a new option, ends with its panel. */
export function ChartHost({ option, label }: ChartHostProps) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | undefined>(undefined)
  const latest = useRef(option)
  latest.current = option
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const made = init(element, undefined, { renderer: 'canvas' })
    chart.current = made
    const draw = () => {
      made.resize({ width: element.clientWidth, height: element.clientHeight })
      made.setOption(latest.current(remPx()), { notMerge: true })
    }
    const watch = new ResizeObserver(draw)
    watch.observe(element)
    void document.fonts.ready.then(() => chart.current === made && draw())
    return () => {
      watch.disconnect()
      chart.current = undefined
      made.dispose()
    }
  }, [])
  useEffect(() => chart.current?.setOption(option(remPx()), { notMerge: true }), [option])
  return <div className="chart" ref={box} role="img" aria-label={label} />
}

const remPx = () => parseFloat(getComputedStyle(document.documentElement).fontSize)
