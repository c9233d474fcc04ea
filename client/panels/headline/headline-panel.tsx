import type { ReactNode } from 'react'
import { fillParts } from '../fill-parts.tsx'
import { sayIn } from '../../i18n/words.ts'
import { readFigures, type FigureView } from '../../state/read-figure.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { Panel } from '../panel.tsx'

const KEYS = {
  events: 'events.day',
  lastHour: 'events.h1',
  open: 'cases.open',
  overdue: 'cases.overdue',
  onTime: 'cases.onTimeRate.month',
  due: 'cases.due.month',
  dueOnTime: 'cases.dueOnTime.month',
  p50: 'cases.handleMinutes.p50.day',
  p90: 'cases.handleMinutes.p90.day',
}

/** Due this month and not closed on time: the count that stands beside a rate near 100 %. */
function failuresOf(due: FigureView, onTime: FigureView): FigureView {
  if (due.v === null || onTime.v === null) return { ...due, key: `${due.key} - ${onTime.key}`, v: null }
  const v = due.v - onTime.v
  return { ...due, v, state: v === 0 && due.state === 'live' ? 'zero' : due.state }
}

/** The four figures of the headline with what stands beside them. */
export function headlineFigures({ focus }: Pick<PanelRead, 'focus'>) {
  const figures = readFigures(focus, KEYS)
  return { ...figures, failures: failuresOf(figures.due, figures.dueOnTime) }
}

export function HeadlinePanel() {
  const say = sayIn(useLang())
  const f = usePanel(headlineFigures)
  return (
    <Panel id="headline" title="headline.title">
      <div className="headline">
        <Headline of={f.events} label={say('headline.events')}>
          {fillParts(say('headline.h1'), { v: <Figure of={f.lastHour} /> })}
        </Headline>
        <Headline of={f.open} label={say('headline.open')}>
          {fillParts(say('headline.overdue'), { v: <Figure of={f.overdue} /> })}
        </Headline>
        <Headline of={f.onTime} label={say('headline.onTime')}>
          {fillParts(say('headline.failures'), { v: <Figure of={f.failures} />, n: <Figure of={f.due} /> })}
        </Headline>
        <Headline of={f.p50} unit={say('unit.minutes')} label={say('headline.minutes')}>
          {fillParts(say('headline.p90'), { v: <Figure of={f.p90} /> })}
        </Headline>
      </div>
    </Panel>
  )
}

interface HeadlineProps {
  readonly of: FigureView
  readonly label: string
  readonly unit?: string
  readonly children: ReactNode
}

function Headline({ of, label, unit = '', children }: HeadlineProps) {
  return (
    <div className="headline-figure">
      <div className="big">
        <Figure of={of} unit={unit} />
      </div>
      <div className="label">{label}</div>
      <div className="beside">{children}</div>
    </div>
  )
}
