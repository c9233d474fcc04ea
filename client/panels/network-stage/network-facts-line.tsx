import type { ReactNode } from 'react'
import { countText } from '../../i18n/numbers.ts'
import { sayNetworkIn, type NetworkWord } from '../../i18n/network-words.ts'
import { nameIn, shortName } from '../../i18n/words.ts'
import type { CityLevelFacts } from '../../state/city-facts.ts'
import { useLang, useStores } from '../../state/wall-store.ts'
import { fillParts } from '../fill-parts.tsx'
import { Figure } from '../figure.tsx'
import type { NetworkFacts } from './network-facts.ts'

interface FactProps {
  readonly id: string
  readonly word: NetworkWord
  readonly children: ReactNode
  readonly note: ReactNode
}

function Fact({ id, word, children, note }: FactProps) {
  const say = sayNetworkIn(useLang())
  return (
    <div className="network-fact" data-fact={id}>
      <dt>{say(word)}</dt>
      <dd>
        <b>{children}</b>
        <span className="note">{note}</span>
      </dd>
    </div>
  )
}

/** How wide, how deep, how covered, where thin: four facts in words above the picture. */
export function NetworkFactsLine({ facts: { wide, deep, covered, thin } }: { readonly facts: NetworkFacts }) {
  const lang = useLang()
  const say = sayNetworkIn(lang)
  const levelName = (level: CityLevelFacts | undefined) => (level === undefined ? '' : shortName(nameIn(lang, level.name)))
  const least = thin.least
  return (
    <dl className="network-facts" aria-label={say('stage.network')}>
      <Fact
        id="wide"
        word="net.wide"
        note={
          wide.most &&
          fillParts(say('net.most', { n: countText(wide.most.figure) }), { name: <UnitLink unit={wide.most.unit} /> })
        }
      >
        {wide.count === 0 ? '–' : say('net.units', { n: countText(wide.count), level: levelName(wide.level) })}
      </Fact>
      <Fact
        id="deep"
        word="net.deep"
        note={
          deep.perGrid === undefined
            ? say('net.to', { level: levelName(deep.deepest) })
            : say('net.perGrid', { n: deep.perGrid.toFixed(1), level: levelName(deep.deepest) })
        }
      >
        {deep.levels === 0 ? '–' : say('net.levels', { n: deep.levels })}
      </Fact>
      <Fact
        id="covered"
        word="net.covered"
        note={fillParts(say('network.done'), { done: <Figure of={covered.done} />, assigned: <Figure of={covered.assigned} /> })}
      >
        <Figure of={covered.coverage} />
      </Fact>
      <Fact
        id="thin"
        word="net.thin"
        note={least && fillParts(say('net.least'), { name: <UnitLink unit={least.unit} />, v: <Figure of={least.figure} /> })}
      >
        {thin.level === undefined
          ? '–'
          : say(thin.patrolled === 0 ? 'net.unassigned' : 'net.unreached', {
              n: countText(thin.patrolled === 0 ? thin.unassigned : thin.unreached),
              level: levelName(thin.level),
            })}
      </Fact>
    </dl>
  )
}

function UnitLink({ unit }: { readonly unit: { readonly code: string; readonly zh: string; readonly en: string } }) {
  const lang = useLang()
  const { view } = useStores()
  return (
    <button
      type="button"
      className="switch"
      onClick={() => view.act.select(unit.code)}
      onPointerEnter={() => view.act.hover(unit.code)}
      onPointerLeave={() => view.act.hover('')}
    >
      {nameIn(lang, unit)}
    </button>
  )
}
