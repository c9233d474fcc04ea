import { RATES } from '../../../shared/figures/keys.ts'
import { sayIn } from '../../i18n/words.ts'
import { readFigure, type FigureView } from '../../state/read-figure.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { PagedRows } from '../paged-rows.tsx'
import { Panel } from '../panel.tsx'

const SHOWN = [
  'onTimeRate',
  'closureRate',
  'filingRate',
  'patrolRate',
  'responseRate',
  'resolutionRate',
  'satisfactionRate',
  'reworkRate',
  'extensionRate',
  'refusedRate',
] as const

/** Of these the counted steps themselves are what went wrong. */
const BAD = new Set<string>(['reworkRate', 'extensionRate', 'refusedRate'])

/** How many fell short, from the two published counts; it explains itself as its rate does. */
function failuresOf(name: string, part: FigureView, whole: FigureView): FigureView {
  if (BAD.has(name)) return part
  const failed = part.v === null || whole.v === null ? null : whole.v - part.v
  const state = failed === 0 && whole.state === 'live' ? 'zero' : whole.state
  return { ...whole, key: `cases.${name}.month`, v: failed, state }
}

/** The month's rates, each with how many of how many failed. */
export function rateFigures({ focus }: Pick<PanelRead, 'focus'>) {
  return SHOWN.map((name) => {
    const [numerator = '', denominator = ''] = RATES[`cases.${name}`] ?? []
    const whole = readFigure(focus, `${denominator}.month`)
    const failed = failuresOf(name, readFigure(focus, `${numerator}.month`), whole)
    return { name, rate: readFigure(focus, `cases.${name}.month`), failed, whole }
  })
}

export function RatesPanel() {
  const say = sayIn(useLang())
  const rows = usePanel(rateFigures)
  return (
    <Panel id="rates" title="rates.title" note={say('rates.note')}>
      <PagedRows
        rows={rows.map(({ name, rate, failed, whole }) => (
          <div className="row" key={name}>
            <span className="label">{say(`rate.${name}`)}</span>
            <span className="note">
              <Figure of={failed} /> / <Figure of={whole} />
            </span>
            <Figure of={rate} />
          </div>
        ))}
      />
    </Panel>
  )
}
