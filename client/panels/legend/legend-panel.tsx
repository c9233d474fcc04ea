import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { LegendEntry } from '../../map/figure-layer.ts'
import { onStage } from '../../map/on-stage.ts'
import { countText } from '../../i18n/numbers.ts'
import { cityTime } from '../../i18n/times.ts'
import { nameIn, sayIn, shortName } from '../../i18n/words.ts'
import { useLang, usePanel, useStores, type PanelRead } from '../../state/wall-store.ts'
import { stateWords } from '../figure.tsx'
import { TierMark } from '../tier-mark.tsx'
import { legendReader, type LegendView } from './legend-figures.ts'

/** What the colours of the map mean, in the map's own words: bounds, unit, counts, age, and the way to the table. SC-M7 */
export function LegendPanel() {
  const lang = useLang()
  const say = sayIn(lang)
  const { view } = useStores()
  useStore(onStage)
  const read = usePanel(useMemo(() => legendReader(), []))
  const { legend, tiers } = read
  return (
    <div className="legend" data-panel="legend">
      <Title read={read} />
      {legend.entries.map((entry, n) => (
        <Step
          key={entry.en}
          entry={entry}
          tier={legend.kind === 'steps' && entry.mark ? n + 1 : undefined}
          count={tiers[n + 1]}
        />
      ))}
      {legend.unit !== undefined && legend.unit.zh !== '%' && <span className="note">{nameIn(lang, legend.unit)}</span>}
      {(tiers[0] ?? 0) > 0 && (
        <span className="legend-step" data-tier="0">
          <TierMark tier={null} />
          {say('tier.none')} <b className="number">{countText(tiers[0] ?? 0)}</b>
        </span>
      )}
      <button type="button" className="legend-table" onClick={() => view.act.open('table')}>
        <span>{say('table.open')}</span> <kbd>T</kbd>
      </button>
    </div>
  )
}

const clockOf = (read: PanelRead): number => read.link.clock * 1000

/** What is coloured, and below it how fresh: live, late and stale differ by mark and word. */
function Title({ read }: { readonly read: LegendView }) {
  const lang = useLang()
  const say = sayIn(lang)
  const { legend, level, of, asOf, timezone, empty } = read
  const title = nameIn(lang, legend.title)
  const time = asOf > 0 ? say('legend.asOf', { time: cityTime(lang, timezone).clock(asOf) }) : ''
  return (
    <span className="legend-title note" data-state={of?.state}>
      <span>{level === undefined ? title : `${title} · ${shortName(nameIn(lang, level))}`}</span>
      <span className="number">
        {of !== undefined && of.heldAt > 0 ? <Held of={of} /> : empty === undefined ? time : say(empty)}
      </span>
    </span>
  )
}

function Held({ of }: { readonly of: NonNullable<LegendView['of']> }) {
  const say = sayIn(useLang())
  const clock = usePanel(clockOf)
  return (
    <>
      {of.state === 'late' && <i className="half-dot" aria-hidden="true" />}
      {stateWords(of, clock, say)}
    </>
  )
}

/** A swatch as high as its column. */
const columnOf = (share?: number) => share !== undefined && { width: '0.5rem', height: `${0.125 + share}rem` }

interface StepProps {
  readonly entry: LegendEntry
  readonly tier: number | undefined
  readonly count: number | undefined
}

function Step({ entry, tier, count }: StepProps) {
  const lang = useLang()
  const [r, g, b] = entry.colour
  return (
    <span className="legend-step" data-quiet={count === 0} data-tier={tier}>
      {tier === undefined ? (
        <i className="swatch" aria-hidden="true" style={{ background: `rgb(${r} ${g} ${b})`, ...columnOf(entry.share) }} />
      ) : (
        <TierMark tier={tier} />
      )}
      {nameIn(lang, entry)}{' '}
      {count !== undefined && (
        <b className="number figure-behind" data-key={`tier=${tier}`}>
          {countText(count)}
        </b>
      )}
    </span>
  )
}
