import {
  HANDOVER_SECTIONS,
  type HandoverRow,
  type HandoverSection,
  type HandoverSheet,
} from '../../../shared/domain/shift-act.ts'
import { DONE_WORDS } from '../../i18n/shift-words.ts'
import { nameIn } from '../../i18n/words.ts'
import { AlarmMark } from '../alarm-mark.tsx'
import { useShiftWords } from './shift-words-in.ts'

/** What the time of a row says, by section. */
const TIME_WORD = {
  unacknowledged: 'sinceWhen',
  overdue: 'dueWhen',
  due: 'dueWhen',
  supervised: 'dueWhen',
  suspended: 'dueWhen',
  shelved: 'untilWhen',
  reports: 'dueWhen',
  silent: 'heardWhen',
} as const satisfies Readonly<Record<HandoverSection, string>>

/** The sheet itself: each section with its count and rows, then what was done. SH3 */
export function HandoverBody({ sheet }: { readonly sheet: HandoverSheet }) {
  const { lang, words, stamp } = useShiftWords()
  return (
    <div className="sheet-scroll handover" tabIndex={0} role="group" aria-label={words('handover')}>
      <p className="note">{words('handoverNote', { from: stamp(sheet.from), to: stamp(sheet.asOf) })}</p>
      <dl className="handover-counts">
        {HANDOVER_SECTIONS.map((name) => (
          <div key={name} data-empty={sheet.sections[name].count === 0}>
            <dt>{words(name)}</dt>
            <dd className="number">{sheet.sections[name].count}</dd>
          </div>
        ))}
      </dl>
      {HANDOVER_SECTIONS.filter((name) => sheet.sections[name].count > 0).map((name) => (
        <Section key={name} name={name} of={sheet.sections[name]} />
      ))}
      <section data-section="done">
        <h3>{words('done')}</h3>
        <p>
          {sheet.done.length === 0
            ? words('nothing')
            : sheet.done
                .map(({ what, count }) => `${nameIn(lang, DONE_WORDS[what] ?? { zh: what, en: what })} ${count}`)
                .join(' · ')}
        </p>
      </section>
    </div>
  )
}

interface SectionProps {
  readonly name: HandoverSection
  readonly of: HandoverSheet['sections'][HandoverSection]
}

function Section({ name, of: { count, rows } }: SectionProps) {
  const { words } = useShiftWords()
  return (
    <section data-section={name}>
      <h3>
        {words(name)} <span className="number">{count}</span>
      </h3>
      <ul>
        {rows.map((row) => (
          <Row key={row.id} section={name} of={row} />
        ))}
      </ul>
      {count > rows.length && <p className="note">{words('more', { n: count - rows.length })}</p>}
    </section>
  )
}

function Row({
  section,
  of: { id, name, place, level, by, at },
}: {
  readonly section: HandoverSection
  readonly of: HandoverRow
}) {
  const { lang, words, stamp } = useShiftWords()
  const isCase = section === 'overdue' || section === 'due' || section === 'supervised' || section === 'suspended'
  const said = isCase ? `${nameIn(lang, name)} ${id}` : nameIn(lang, name)
  return (
    <li data-row={id}>
      {level !== undefined && section !== 'reports' && <AlarmMark level={level} />}
      <b title={said}>{said}</b>
      <span title={nameIn(lang, place)}>{nameIn(lang, place)}</span>
      <span>{by === undefined ? '' : nameIn(lang, by)}</span>
      <span className="number">{at === undefined ? '' : words(TIME_WORD[section], { time: stamp(at) })}</span>
    </li>
  )
}
