import type { NetworkTree, NetworkUnit } from '../../charts/network/network-tree.ts'
import { sayNetworkIn } from '../../i18n/network-words.ts'
import { nameIn } from '../../i18n/words.ts'
import { readFigures } from '../../state/read-figure.ts'
import { useLang } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { TierMark } from '../tier-mark.tsx'

const KEYS = { tier: 'tier', open: 'cases.open', overdue: 'cases.overdue', coverage: 'checks.coverage' }

interface UnitLineProps {
  readonly unit: NetworkUnit | undefined
  readonly tree: NetworkTree
}

/** The unit that the pointer or the keys rest on: its path and first figures; a hint where there is none. */
export function UnitLine({ unit, tree }: UnitLineProps) {
  const lang = useLang()
  const say = sayNetworkIn(lang)
  if (unit === undefined) return <p className="network-unit note">{say('net.hint')}</p>
  const figures = readFigures(unit.reader, KEYS, unit.row)
  const path = tree.path(unit.code).slice(-3)
  return (
    <p className="network-unit" data-code={unit.code}>
      <TierMark tier={figures.tier.v} />
      <b>{path.map((one) => nameIn(lang, one)).join(' › ')}</b>
      <span className="note">
        {say('children.open')} <Figure of={figures.open} />
      </span>
      <span className="note">
        {say('children.overdue')} <Figure of={figures.overdue} />
      </span>
      <span className="note">
        {say('vitality.coverage')} <Figure of={figures.coverage} />
      </span>
    </p>
  )
}
