import { CustomChart, type CustomSeriesOption } from 'echarts/charts'
import { use, type EChartsType } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { FACES, PALETTE } from '../../theme/tokens.ts'
import { useChart } from '../use-chart.ts'
import { PATTERN } from '../../map/figure-layer.ts'
import type { Look } from './network-looks.ts'
import { samePicture, type PictureRect, type PictureText } from './network-picture.ts'
import { fillOf } from './pattern-fills.ts'

use([CustomChart, CanvasRenderer])

/** A frame round a unit, CSS pixels. */
export interface Outline {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface NetworkChartProps {
  readonly rects: readonly PictureRect[]
  /** Round what is selected, and round what the pointer or the keys rest on. */
  readonly selected: Outline | undefined
  readonly hovered: Outline | undefined
  readonly unitPx: number
  readonly label: string
  /** The block under the pointer, −1 where it left. */
  readonly over: (block: number) => void
  readonly picked: (block: number) => void
}

const PAD = 9
const LINE = 1.25
const LUMINANCE = [0.2126, 0.7152, 0.0722] as const
/** Luminance from which a fill takes dark words. */
const LIGHT = 0.3

type Item = NonNullable<ReturnType<NonNullable<CustomSeriesOption['renderItem']>>>

function startOf({ x, width }: PictureRect, { at }: PictureText, pad: number): number {
  return at === 'middle' ? x + width / 2 : at === 'end' ? x + width - pad : x + pad
}

/** Light words with a dark edge; dark ones on a light fill. */
function inkOn({ colour, pattern }: Look, quiet: boolean) {
  const light = colour.reduce((sum, byte, n) => sum + (byte / 255) ** 2.2 * (LUMINANCE[n] ?? 0), 0)
  if (light > LIGHT && pattern === PATTERN.plain) return { fill: PALETTE.ground, stroke: `rgb(${colour.join(' ')})` }
  return { fill: PALETTE.text[quiet ? 1 : 0], stroke: PALETTE.ground }
}

function textItem(rect: PictureRect, text: PictureText, unitPx: number): Item {
  const align = text.at === 'middle' ? 'center' : text.at === 'end' ? 'right' : 'left'
  return {
    type: 'text',
    silent: true,
    x: startOf(rect, text, PAD * unitPx),
    y: rect.y + rect.height / 2 + text.down,
    rotation: text.upright ? Math.PI / 2 : 0,
    style: {
      text: text.lines.join('\n'),
      font: `500 ${text.px}px ${FACES.words}`,
      lineHeight: text.px * LINE,
      ...inkOn(rect.look, text.quiet),
      lineWidth: 3 * unitPx,
      align,
      verticalAlign: 'middle',
    },
  }
}

function rectItem(rect: PictureRect, unitPx: number): Item {
  const gap = Math.min(unitPx, rect.height * 0.2)
  const { x, y, width, height } = rect
  const body: Item = {
    type: 'rect',
    shape: { x, y, width: Math.max(0.5, width - unitPx), height: Math.max(0.5, height - gap) },
    style: { fill: fillOf(rect.look) },
  }
  return rect.texts.length === 0
    ? body
    : { type: 'group', children: [body, ...rect.texts.map((text) => textItem(rect, text, unitPx))] }
}

/** The picture of the network on a canvas; drawn anew only where a rectangle or a word differs. */
export function NetworkChart(props: NetworkChartProps) {
  const latest = useRef(props)
  latest.current = props
  const drawn = useRef<readonly PictureRect[]>([])
  const draw = (made: EChartsType) => {
    const { rects, unitPx } = latest.current
    drawn.current = rects
    made.setOption({
      animation: false,
      series: {
        id: 'network',
        type: 'custom',
        coordinateSystem: 'none',
        data: rects.map((_, at) => [at]),
        renderItem: ({ dataIndex }) => {
          const rect = rects[dataIndex]
          return rect === undefined ? null : rectItem(rect, unitPx)
        },
      } satisfies CustomSeriesOption,
    })
  }
  const { box, chart } = useChart(draw)
  useEffect(() => {
    const made = chart.current
    if (made === undefined) return
    const blockAt = (at: unknown) => (typeof at === 'number' ? (latest.current.rects[at]?.block ?? -1) : -1)
    made.on('click', ({ dataIndex }) => latest.current.picked(blockAt(dataIndex)))
    made.on('mouseover', ({ dataIndex }) => latest.current.over(blockAt(dataIndex)))
    made.on('globalout', () => latest.current.over(-1))
  }, [chart])
  useEffect(() => {
    if (chart.current !== undefined && !samePicture(drawn.current, props.rects)) draw(chart.current)
  })
  return (
    <>
      <div className="chart network-chart" ref={box} role="img" aria-label={props.label} />
      <Frame className="network-selected" at={props.selected} />
      <Frame className="network-hovered" at={props.hovered} />
    </>
  )
}

function Frame({ className, at }: { readonly className: string; readonly at: Outline | undefined }) {
  if (at === undefined) return null
  const { x, y, width, height } = at
  return <i className={className} style={{ left: x, top: y, width, height }} />
}
