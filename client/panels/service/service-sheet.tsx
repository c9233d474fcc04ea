import { keyName } from '../../i18n/key-names.ts'
import { ageText } from '../../i18n/numbers.ts'
import { SERVICE_WORDS } from '../../i18n/service-words.ts'
import { fillPlaces, nameIn, sayIn, type Fill } from '../../i18n/words.ts'
import { keyOf, readFigure } from '../../state/read-figure.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { Sheet } from '../sheet.tsx'
import { BLOCKS, civicKeys, needRows, sourcesBehind, WAY_ROWS, type NeedRow } from './service-figures.ts'
import './service.css'

type ServiceWord = keyof typeof SERVICE_WORDS

function useServiceWords() {
  const lang = useLang()
  return (word: ServiceWord, fill: Fill = {}) => fillPlaces(nameIn(lang, SERVICE_WORDS[word]), fill)
}

/** Service beside control as an equal, who is out and takes part, how long words travel, and what is asked for against what is given. SC-B3 */
export function ServiceSheet() {
  const words = useServiceWords()
  const lang = useLang()
  const node = usePanel((read) => read.focus?.nodes[0])
  const civic = usePanel(civicKeys)
  const name = node === undefined ? '' : nameIn(lang, { zh: node.zh, en: node.en })
  return (
    <Sheet id="service" title={words('title', { node: name })} note={words('note')}>
      <div className="sheet-scroll" tabIndex={0}>
        <div className="lanes">
          <Block title="lane" keys={BLOCKS.lane} />
          <Block title="control" keys={BLOCKS.control} />
        </div>
        <div className="blocks">
          <Block title="rounds" keys={BLOCKS.rounds} />
          <Block title="crew" keys={[...BLOCKS.crew, ...civic]} />
          <Ways />
        </div>
        <Needs />
      </div>
      <Sources />
    </Sheet>
  )
}

function Block({ title, keys }: { readonly title: ServiceWord; readonly keys: readonly string[] }) {
  const lang = useLang()
  const words = useServiceWords()
  const dimensions = usePanel((read) => read.city?.dimensions)
  const rows = usePanel(({ focus }) =>
    keys.flatMap((key) => {
      const def = focus && keyOf(focus, key)
      return def === undefined ? [] : [{ def, of: readFigure(focus, key) }]
    }),
  )
  const names = { types: new Map(), dimensions: new Map(dimensions?.map(({ code, name }) => [code, name])) }
  return (
    <section>
      <h3>{words(title)}</h3>
      <dl>
        {rows.map(({ def, of }) => (
          <div key={def.key}>
            <dt>{nameIn(lang, keyName(def, names))}</dt>
            <dd>
              <Figure of={of} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Ways() {
  const words = useServiceWords()
  const rows = usePanel(({ focus }) =>
    WAY_ROWS.map(({ way, keys }) => ({ way, cells: keys.map((key) => readFigure(focus, key)) })),
  )
  return (
    <section>
      <h3>{words('ways')}</h3>
      {rows.map(({ way, cells }) => (
        <div className="way" key={way}>
          <h4>{words(way)}</h4>
          <dl>
            {(['p50', 'p95', 'count'] as const).map((word, at) => {
              const of = cells[at]
              return (
                of && (
                  <div key={word}>
                    <dt>{words(word)}</dt>
                    <dd>
                      <Figure of={of} />
                    </dd>
                  </div>
                )
              )
            })}
          </dl>
        </div>
      ))}
    </section>
  )
}

const NEED_WORDS = ['requested', 'matched', 'delivered', 'unmet'] as const

function Needs() {
  const words = useServiceWords()
  const rows = usePanel(needRows)
  return (
    <section>
      <h3>{words('table')}</h3>
      {rows.length === 0 ? (
        <p className="quiet">{words('none')}</p>
      ) : (
        <table className="needs">
          <thead>
            <tr>
              <th scope="col">{words('category')}</th>
              {NEED_WORDS.map((word) => (
                <th scope="col" key={word}>
                  {words(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Need key={row.code} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const CLASS_WORDS = { P: 'person', X: 'sensitive' } as const

function Need({ row }: { readonly row: NeedRow }) {
  const lang = useLang()
  const words = useServiceWords()
  const { code, name, cls, cells } = row
  return (
    <tr data-category={code}>
      <th scope="row">
        {nameIn(lang, name)} {cls !== 'T' && <small>{words(CLASS_WORDS[cls])}</small>}
      </th>
      {cells.map((cell, at) => (
        <td className="number" key={NEED_WORDS[at]}>
          {cell === undefined ? <span className="quiet">⊘</span> : <Figure of={cell} />}
        </td>
      ))}
    </tr>
  )
}

function Sources() {
  const lang = useLang()
  const words = useServiceWords()
  const sources = usePanel(sourcesBehind)
  const say = sayIn(lang)
  return (
    <p className="quiet behind">
      {words('sources')}{' '}
      {sources
        .map(({ name, age }) => `${nameIn(lang, name)} ${age === undefined ? words('never') : ageText(age, say)}`)
        .join(' · ')}
    </p>
  )
}
