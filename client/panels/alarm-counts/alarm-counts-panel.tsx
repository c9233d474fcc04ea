import { sayIn } from '../../i18n/words.ts'
import { readFigure } from '../../state/read-figure.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'
import { AlarmMark } from '../alarm-mark.tsx'
import { Figure } from '../figure.tsx'

const LEVELS = [1, 2, 3, 4] as const
const countsOf = ({ wall }: PanelRead) => LEVELS.map((level) => readFigure(wall, `alarms.${level}`))

/** Active alarms of the whole city by level, over the map. */
export function AlarmCountsPanel() {
  const say = sayIn(useLang())
  const counts = usePanel(countsOf)
  return (
    <ul className="alarm-counts" data-panel="alarmCounts">
      {LEVELS.map((level, at) => {
        const figure = counts[at]
        return (
          figure && (
            <li key={level} title={say('alarms.level', { n: level })} data-quiet={(figure.v ?? 0) === 0}>
              <AlarmMark level={level} />
              <span className="unseen">{say('alarms.level', { n: level })}</span>
              <Figure of={figure} />
            </li>
          )
        )
      })}
    </ul>
  )
}
