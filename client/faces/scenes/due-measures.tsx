import type { MeasureList } from '../../../shared/protocol/measure-list.ts'
import { MEASURE_WORDS } from '../../i18n/measure-words.ts'
import { ageText } from '../../i18n/numbers.ts'
import { fillPlaces, nameIn, placeName, sayIn } from '../../i18n/words.ts'
import { measureLine } from '../../panels/measures/measure-rows.ts'
import { usePolled } from '../../state/use-polled.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'

const READ_EVERY_MS = 15_000
const SHOWN = 5
/** Names of the place that are said. */
const SHOWN_PATH = 2

/** The measures in force that are longest past their review, or due next: what must be released or renewed. */
export function DueMeasures() {
  const lang = useLang()
  const say = sayIn(lang)
  const node = usePanel((read) => read.focus?.scope.node ?? '')
  const types = usePanel((read) => read.city?.measureTypes ?? [])
  const held = usePolled<MeasureList>(`api/v1/measures${node === '' ? '' : `?node=${encodeURIComponent(node)}`}`, READ_EVERY_MS)
  const list = held.state === 'loading' ? undefined : held.value
  if (list === undefined) return null
  const due = measureLine(list)
    .rows.flatMap(({ of, pastReview }) => (of.active && pastReview !== undefined ? [{ of, pastReview }] : []))
    .sort((a, b) => b.pastReview - a.pastReview)
    .slice(0, SHOWN)
  return (
    <ul className="due">
      {due.map(({ of, pastReview }) => {
        const type = types.find(({ code }) => code === of.type)?.name
        const word = MEASURE_WORDS[pastReview > 0 ? 'overdue' : 'left']
        return (
          <li key={of.id} data-due={pastReview > 0 ? 'past' : 'coming'}>
            <b>{type === undefined ? of.type : nameIn(lang, type)}</b>
            <span>
              {of.path
                .slice(-SHOWN_PATH)
                .map((name) => placeName(lang, name))
                .join(' › ')}
            </span>
            <span className="number">{fillPlaces(nameIn(lang, word), { age: ageText(Math.abs(pastReview), say) })}</span>
          </li>
        )
      })}
    </ul>
  )
}
