import { ScatterChart } from 'echarts/charts'
import { use } from 'echarts/core'
import { useMemo } from 'react'
import { FACES, PALETTE } from '../theme/tokens.ts'
import { ChartHost, type ChartOption } from './chart-host.tsx'

use([ScatterChart])

/** Points below which an index is too loose, and above which too tight. IX2 */
export interface Band {
  readonly loose: number
  readonly tight: number
}

/** One area: its name and both indices in points. */
export interface PairPoint {
  readonly name: string
  readonly order: number
  readonly vitality: number
}

interface OrderVitalityProps {
  readonly points: readonly PairPoint[]
  readonly order: Band
  readonly vitality: Band
  readonly words: { readonly order: string; readonly vitality: string; readonly label: string }
}

const OUTSIDE = '#B77A0B'
const WITHIN = '#b9c9e2'
/** Room kept below the lowest value and band edge, in points. */
const MARGIN = 5

const isOutside = (v: number, { loose, tight }: Band) => v < loose || v > tight

function axisOf(values: readonly number[], { loose }: Band, name: string, rem: number) {
  const min = Math.max(0, Math.floor(Math.min(loose, ...values) / MARGIN) * MARGIN - MARGIN)
  return {
    type: 'value' as const,
    min,
    max: 100,
    name,
    nameLocation: 'end' as const,
    nameGap: 0.25 * rem,
    nameTextStyle: { color: PALETTE.text[2], fontFamily: FACES.words, fontSize: 0.75 * rem, align: 'left' as const },
    axisLabel: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLine: { show: true, lineStyle: { color: PALETTE.line } },
  }
}

/** Areas by vitality to the right and order upwards, with both edges of both bands; what lies outside one is filled brown. */
export function OrderVitality({ points, order, vitality, words }: OrderVitalityProps) {
  const option = useMemo(
    () =>
      (rem: number): ChartOption => {
        const edges = [
          ...[vitality.loose, vitality.tight].map((xAxis) => ({ xAxis })),
          ...[order.loose, order.tight].map((yAxis) => ({ yAxis })),
        ]
        const xs = points.map((point) => point.vitality)
        const ys = points.map((point) => point.order)
        return {
          animation: false,
          grid: { left: 0.5 * rem, right: 2.5 * rem, top: 1.25 * rem, bottom: 0.5 * rem, containLabel: false },
          xAxis: axisOf(xs, vitality, words.vitality, rem),
          yAxis: axisOf(ys, order, words.order, rem),
          series: [
            {
              type: 'scatter',
              silent: true,
              symbolSize: 0.5 * rem,
              data: points.map((point) => ({
                name: point.name,
                value: [point.vitality, point.order],
                itemStyle: { color: isOutside(point.order, order) || isOutside(point.vitality, vitality) ? OUTSIDE : WITHIN },
              })),
              markLine: {
                silent: true,
                symbol: 'none',
                label: { show: false },
                lineStyle: { color: PALETTE.text[2], type: 'dashed', width: 1, opacity: 0.6 },
                data: edges,
              },
            },
          ],
        }
      },
    [points, order, vitality, words],
  )
  return <ChartHost option={option} label={words.label} />
}
