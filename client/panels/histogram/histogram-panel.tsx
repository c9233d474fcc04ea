import { lazy, Suspense } from 'react'
import { laterQuarterHours } from '../../charts/later-quarter-hours.ts'
import { cityTime } from '../../i18n/times.ts'
import { sayIn } from '../../i18n/words.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'
import { Panel } from '../panel.tsx'

const QuarterHours = lazy(laterQuarterHours)

const seriesOf = ({ series, city }: PanelRead) => ({ series, timezone: city?.timezone ?? 'UTC' })

/** Events of the last 24 hours in quarters of an hour. */
export function HistogramPanel() {
  const lang = useLang()
  const say = sayIn(lang)
  const { series, timezone } = usePanel(seriesOf)
  const time = cityTime(lang, timezone)
  return (
    <Panel id="histogram" title="hist.title" note={say('hist.note')}>
      {series.state === 'held' ? (
        <Suspense fallback={<p className="quiet">{say('hist.loading')}</p>}>
          <QuarterHours bins={series.bins} minuteText={time.minute} nowWord={say('hist.now')} label={say('hist.title')} />
        </Suspense>
      ) : (
        <p className="quiet">{series.state === 'loading' ? say('hist.loading') : say('hist.failed', { seconds: 15 })}</p>
      )}
    </Panel>
  )
}
