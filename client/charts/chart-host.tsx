import { BarChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import { use, type ComposeOption } from 'echarts/core'
import type { BarSeriesOption, ScatterSeriesOption } from 'echarts/charts'
import type { GridComponentOption, MarkLineComponentOption } from 'echarts/components'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect } from 'react'
import { useChart } from './use-chart.ts'

use([BarChart, GridComponent, MarkLineComponent, CanvasRenderer])

export type ChartOption = ComposeOption<BarSeriesOption | ScatterSeriesOption | GridComponentOption | MarkLineComponentOption>

interface ChartHostProps {
  readonly option: (rem: number) => ChartOption
  readonly label: string
}

/** Where a chart of the panels lives; redraws on a new option. */
export function ChartHost({ option, label }: ChartHostProps) {
  const { box, chart } = useChart((made) => made.setOption(option(remPx()), { notMerge: true }))
  useEffect(() => chart.current?.setOption(option(remPx()), { notMerge: true }), [chart, option])
  return <div className="chart" ref={box} role="img" aria-label={label} />
}

const remPx = () => parseFloat(getComputedStyle(document.documentElement).fontSize)
