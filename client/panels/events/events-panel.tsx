import type { FrameNode } from '../../../shared/protocol/messages.ts'
import type { ScopeReader } from '../../state/wall-state.ts'
import { cityTime } from '../../i18n/times.ts'
import { nameIn, placeName, sayIn, type Named } from '../../i18n/words.ts'
import { useLang, usePanel, useStores, type PanelRead } from '../../state/wall-store.ts'
import { Panel } from '../panel.tsx'
import { PagedRows } from '../paged-rows.tsx'
import { kindWords, stepWords } from '../../i18n/event-words.ts'

export interface EventRow {
  readonly id: string
  readonly t: number
  readonly what: Named
  readonly step: Named
  readonly where: Named
  /** Its own name within that place: a grid's number; shown where there is room. */
  readonly part: Named
  readonly node: string
}

const MOST = 60

/** The newest events of the selected node as words; of class T alone, as published. */
export function eventRows({ events, city, wall, focus }: Pick<PanelRead, 'events' | 'city' | 'wall' | 'focus'>): EventRow[] {
  const types = new Map(city?.types.map((type) => [type.code, type.name]))
  const placeOf = (code: string) => {
    for (let at = code; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('-'))))
      for (const reader of [focus, wall]) {
        const node = reader?.nodes[reader.rowOf(at)]
        if (node !== undefined) return withArea(node, wall)
      }
    return { where: { zh: code, en: code }, part: NOTHING }
  }
  return events.slice(0, MOST).map((event) => ({
    id: `${event.id} ${event.kind} ${event.step} ${event.t}`,
    t: event.t,
    what: types.get(event.type) ?? kindWords(event.kind),
    step: stepWords(event.step),
    ...placeOf(event.node),
    node: event.node,
  }))
}

const NOTHING: Named = { zh: '', en: '' }

/** A grid is known by its community: its own name is a number. */
function withArea(node: FrameNode, reader: ScopeReader | undefined) {
  const area = node.level < 4 || node.parent === '' ? undefined : reader?.nodes[reader.rowOf(node.parent)]
  const [own, above] = [node, area].map((at) => (at === undefined ? NOTHING : { zh: at.zh, en: at.en })) as [Named, Named]
  return area === undefined ? { where: own, part: NOTHING } : { where: above, part: own }
}

const timezoneOf = ({ city }: PanelRead) => city?.timezone ?? 'UTC'

export function EventsPanel() {
  const lang = useLang()
  const say = sayIn(lang)
  const { view } = useStores()
  const rows = usePanel(eventRows)
  const time = cityTime(lang, usePanel(timezoneOf))
  return (
    <Panel id="events" title="events.title" note={say('events.note')}>
      {rows.length === 0 && <p className="quiet">{say('events.none')}</p>}
      <PagedRows
        turns={false}
        rows={rows.map((row) => (
          <button
            className="event"
            type="button"
            key={row.id}
            title={[row.what, row.where, row.part].map((each) => nameIn(lang, each)).join(' · ')}
            onClick={() => view.act.select(row.node)}
          >
            <span className="number">{time.clock(row.t)}</span>
            <span className="name">{nameIn(lang, row.what)}</span>
            <span className="label">{nameIn(lang, row.step)}</span>
            <span className="note where">
              <span>{placeName(lang, row.where)}</span>
              <span className="part">{nameIn(lang, row.part)}</span>
            </span>
          </button>
        ))}
      />
    </Panel>
  )
}
