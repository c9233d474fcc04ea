import { lazy, Suspense, useMemo } from 'react'
import { fillPlaces, nameIn, type Named } from '../../i18n/words.ts'
import type { FigureView } from '../../state/read-figure.ts'
import { useLang } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { standOf, type ListedView, type PairView, type Stand } from './vitality-figures.ts'
import './pair.css'
import { lasting } from '../../observe/lasting-import.ts'

const OrderVitality = lazy(lasting(() => import('../../charts/order-vitality.tsx').then((m) => ({ default: m.OrderVitality }))))

const WORDS = {
  order: { zh: '秩序', en: 'Order' },
  vitality: { zh: '活力', en: 'Vitality' },
  combined: { zh: '综合', en: 'combined' },
  coupled: { zh: '秩序升、活力降', en: 'order up, vitality down' },
  label: { zh: '{n} 个下级单元的秩序与活力', en: 'order and vitality of {n} areas below' },
  services: { zh: '服务需求', en: 'requests' },
  delivered: { zh: '已办成', en: 'delivered' },
} as const satisfies Record<string, Named>

const STANDS: Readonly<Record<'order' | 'vitality', Readonly<Record<Stand, Named>>>> = {
  order: { loose: { zh: '偏松', en: 'loose' }, within: { zh: '适度', en: 'in band' }, tight: { zh: '偏紧', en: 'tight' } },
  vitality: { loose: { zh: '偏弱', en: 'weak' }, within: { zh: '适度', en: 'in band' }, tight: { zh: '过热', en: 'hot' } },
}

/** Areas below by order and vitality, and the three figures of the selected one: never one index alone. IX1 IX2 */
export function PairBody({ pair, listed }: { readonly pair: PairView; readonly listed: ListedView }) {
  const lang = useLang()
  const { points: areas, bands } = pair
  const points = useMemo(() => areas.map((area) => ({ ...area, name: nameIn(lang, area.name) })), [areas, lang])
  const words = useMemo(
    () => ({
      order: `${nameIn(lang, WORDS.order)} ↑`,
      vitality: `${nameIn(lang, WORDS.vitality)} →`,
      label: fillPlaces(nameIn(lang, WORDS.label), { n: areas.length }),
    }),
    [lang, areas.length],
  )
  return (
    <div className="pair">
      <div className="pair-areas">
        <Suspense fallback={null}>
          <OrderVitality points={points} order={bands.order} vitality={bands.vitality} words={words} />
        </Suspense>
      </div>
      <div className="pair-figures">
        <p className="pair-combined">
          <Figure of={pair.combined} /> <span className="label">{nameIn(lang, WORDS.combined)}</span>
        </p>
        <Row name="order" of={pair.order} stand={standOf(bands.order, pair.order.v)} />
        <Row name="vitality" of={pair.vitality} stand={standOf(bands.vitality, pair.vitality.v)} />
        {pair.coupled && <p className="pair-coupled">{nameIn(lang, WORDS.coupled)}</p>}
        <p className="pair-row note">
          {nameIn(lang, WORDS.services)} <Figure of={listed.requested} /> · {nameIn(lang, WORDS.delivered)}{' '}
          <Figure of={listed.delivered} />
        </p>
      </div>
    </div>
  )
}

interface RowProps {
  readonly name: 'order' | 'vitality'
  readonly of: FigureView
  readonly stand: Stand | undefined
}

function Row({ name, of, stand }: RowProps) {
  const lang = useLang()
  return (
    <p className="pair-row">
      <span className="label">{nameIn(lang, WORDS[name])}</span> <Figure of={of} />
      {stand !== undefined && (
        <span className="note" data-stand={stand}>
          {nameIn(lang, STANDS[name][stand])}
        </span>
      )}
    </p>
  )
}
