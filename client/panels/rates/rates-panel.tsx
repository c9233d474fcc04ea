import { RATES } from '../../../shared/figures/keys.ts'
import { sayIn } from '../../i18n/words.ts'
import { readFigure } from '../../state/read-figure.ts'
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

/** The month's rates, each with the two published counts it divides. */
export function rateFigures({ focus }: Pick<PanelRead, 'focus'>) {
  return SHOWN.map((name) => {
    const [numerator = '', denominator = ''] = RATES[`cases.${name}`] ?? []
    return {
      name,
      rate: readFigure(focus, `cases.${name}.month`),
      part: readFigure(focus, `${numerator}.month`),
      whole: readFigure(focus, `${denominator}.month`),
    }
  })
}

export function RatesPanel() {
  const say = sayIn(useLang())
  const rows = usePanel(rateFigures)
  return (
    <Panel id="rates" title="rates.title" note={say('rates.note')}>
      <PagedRows
        rows={rows.map(({ name, rate, part, whole }) => (
          <div className="row" key={name}>
            <span className="label">{say(`rate.${name}`)}</span>
            <span className="note">
              <Figure of={part} /> / <Figure of={whole} />
            </span>
            <Figure of={rate} />
          </div>
        ))}
      />
    </Panel>
  )
}
