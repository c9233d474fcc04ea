import { useState } from 'react'
import { HAZARD_WORDS } from '../../i18n/hazard-words.ts'
import { fillPlaces, nameIn } from '../../i18n/words.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { Panel } from '../panel.tsx'
import { hazardViews, type HazardPartView, type HazardView } from './hazard-figures.ts'
import './hazard.css'

/** What threatens the selected area: risk with its interval and model, pressure from outside beside spread inside, shares. HZ1–HZ5 */
export function HazardPanel() {
  const lang = useLang()
  const hazards = usePanel(hazardViews)
  const [code, setCode] = useState('')
  const shown = hazards.find((hazard) => hazard.code === code) ?? hazards[0]
  if (shown === undefined) return null
  const note = `${nameIn(lang, shown.name)} · ${nameIn(lang, shown.adoptedBy)}`
  return (
    <Panel id="hazard" title="hazard.title" note={note}>
      {hazards.length > 1 && (
        <div className="turns" role="tablist" aria-label={nameIn(lang, HAZARD_WORDS.choose)}>
          {hazards.map((hazard) => (
            <button
              key={hazard.code}
              type="button"
              role="tab"
              aria-selected={hazard === shown}
              onClick={() => setCode(hazard.code)}
            >
              {nameIn(lang, hazard.name)}
            </button>
          ))}
        </div>
      )}
      <div className="hazard" data-hazard={shown.code}>
        {shown.band && <Band of={shown.band} />}
        {shown.pressure && (
          <div className="hazard-pair">
            {shown.pressure.map((side) => (
              <div key={side.of.key}>
                <span className="label">{nameIn(lang, side.name)}</span>
                <Figure of={side.of} unit={nameIn(lang, side.unit)} />
              </div>
            ))}
          </div>
        )}
        {shown.shares && <Shares of={shown.shares} />}
      </div>
    </Panel>
  )
}

function Band({ of }: { readonly of: NonNullable<HazardView['band']> }) {
  const lang = useLang()
  const { name, unit, model, version, approver, approvedOn, low, high } = of
  const words = { model: nameIn(lang, model), version, approver: nameIn(lang, approver), day: approvedOn }
  return (
    <div className="hazard-band">
      <p>
        <span className="label">{nameIn(lang, name)}</span>
        {of.of.state === 'forbidden' && <span className="note">{nameIn(lang, HAZARD_WORDS.tooFine)}</span>}
        <span className="hazard-value">
          <Figure of={of.of} unit={nameIn(lang, unit)} />
        </span>
        {low.v !== null && high.v !== null && (
          <span className="note">
            {nameIn(lang, HAZARD_WORDS.interval)} <Figure of={low} /> – <Figure of={high} />
          </span>
        )}
      </p>
      <p className="note">{fillPlaces(nameIn(lang, HAZARD_WORDS.approved), words)}</p>
    </div>
  )
}

/** One line: all parts or, where they may not be told, none. HZ5 */
function Shares({ of: { name, sunset, parts } }: { readonly of: NonNullable<HazardView['shares']> }) {
  const lang = useLang()
  return (
    <p className="hazard-shares">
      <span className="label">{nameIn(lang, name)}</span>
      {parts.map((part: HazardPartView) => (
        <span key={part.of.key}>
          <span className="note">{nameIn(lang, part.name)}</span> <Figure of={part.of} />
        </span>
      ))}
      <span className="note">{fillPlaces(nameIn(lang, HAZARD_WORDS.until), { day: sunset })}</span>
    </p>
  )
}
