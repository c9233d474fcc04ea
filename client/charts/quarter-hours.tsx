import { useMemo } from 'react'
import { FACES, PALETTE } from '../theme/tokens.ts'
import type { Bin } from '../state/series.ts'
import { ChartHost, type ChartOption } from './chart-host.tsx'

interface QuarterHoursProps {
  readonly bins: readonly Bin[]
  readonly minuteText: (ms: number) => string
  readonly nowWord: string
  readonly label: string
}

const QUIET = '#6f86ad'

/** Hours that carry words: every third of the city's day, so that six digits never touch. */
const wordsAt = (minute: string) => minute.endsWith(':00') && Number(minute.slice(0, 2)) % 3 === 0

function axisOf(bins: readonly Bin[], minuteText: (ms: number) => string, rem: number): NonNullable<ChartOption['xAxis']> {
  return {
    type: 'category',
    data: bins.map((bin) => minuteText(bin.t)),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: PALETTE.line } },
    axisLabel: {
      color: PALETTE.text[2],
      fontFamily: FACES.figures,
      fontSize: 0.8125 * rem,
      margin: 0.375 * rem,
      interval: (_at: number, minute: string) => wordsAt(minute),
    },
  }
}

/** 96 bars of a quarter of an hour; the running one, still filling, in the colour of the time cursor. */
export function QuarterHours({ bins, minuteText, nowWord, label }: QuarterHoursProps) {
  const option = useMemo(
    () =>
      (rem: number): ChartOption => ({
        animation: false,
        grid: { left: 0, right: 2.25 * rem, top: 0.25 * rem, bottom: 1.375 * rem, containLabel: false },
        xAxis: axisOf(bins, minuteText, rem),
        yAxis: {
          type: 'value',
          position: 'right',
          splitNumber: 2,
          axisLabel: {
            color: PALETTE.text[2],
            fontFamily: FACES.figures,
            fontSize: 0.8125 * rem,
            showMinLabel: false,
            hideOverlap: true,
          },
          splitLine: { lineStyle: { color: PALETTE.line } },
        },
        series: [
          {
            type: 'bar',
            barCategoryGap: '22%',
            silent: true,
            data: bins.map(({ v }, at) => ({
              value: v ?? '-',
              itemStyle: { color: at === bins.length - 1 ? PALETTE.accent : QUIET },
            })),
          },
        ],
      }),
    [bins, minuteText],
  )
  const last = bins.at(-1)
  return <ChartHost option={option} label={`${label}; ${nowWord} ${last?.v ?? '–'}`} />
}
