import { useMemo } from 'react'
import type { LegendEntry } from '../../map/figure-layer.ts'
import { countText } from '../../i18n/numbers.ts'
import { nameIn, sayIn, shortName } from '../../i18n/words.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { TierMark } from '../tier-mark.tsx'
import { legendReader } from './legend-figures.ts'

/** What the colours of the map mean, in the map's own words, with numerals and counts. */
export function LegendPanel() {
  const lang = useLang()
  const say = sayIn(lang)
  const { legend, tiers, level } = usePanel(useMemo(() => legendReader(), []))
  const title = nameIn(lang, legend.title)
  return (
    <div className="legend" data-panel="legend">
      <span className="note">{level === undefined ? title : `${title} · ${shortName(nameIn(lang, level))}`}</span>
      {legend.entries.map((entry, n) => (
        <Step key={entry.en} entry={entry} tier={legend.kind === 'steps' ? n + 1 : undefined} count={tiers[n + 1]} />
      ))}
      {(tiers[0] ?? 0) > 0 && (
        <span className="legend-step" data-tier="0">
          <TierMark tier={null} />
          {say('tier.none')} <b className="number">{countText(tiers[0] ?? 0)}</b>
        </span>
      )}
    </div>
  )
}

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
        <i className="swatch" aria-hidden="true" style={{ background: `rgb(${r} ${g} ${b})` }} />
      ) : (
        <TierMark tier={tier} />
      )}
      {nameIn(lang, entry)} {count !== undefined && <b className="number">{countText(count)}</b>}
    </span>
  )
}
