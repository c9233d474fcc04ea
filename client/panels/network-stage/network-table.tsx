import type { NetworkTree } from '../../charts/network/network-tree.ts'
import { countText } from '../../i18n/numbers.ts'
import { sayNetworkIn } from '../../i18n/network-words.ts'
import { nameIn } from '../../i18n/words.ts'
import { readFigures } from '../../state/read-figure.ts'
import { useLang, useStores } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { TierMark } from '../tier-mark.tsx'

const KEYS = { tier: 'tier', open: 'cases.open', coverage: 'checks.coverage' }
const HEAD = ['net.unit', 'net.children', 'net.grids', 'children.open', 'vitality.coverage'] as const

const told = (count: number | undefined) => (count === undefined ? '–' : countText(count))

interface NetworkTableProps {
  readonly tree: NetworkTree
  readonly node: string
  readonly open: boolean
}

/** The children of the selected unit in words and figures; unseen but read aloud while it is closed. */
export function NetworkTable({ tree, node, open }: NetworkTableProps) {
  const lang = useLang()
  const say = sayNetworkIn(lang)
  const { view } = useStores()
  const self = tree.unit(node)
  return (
    <div className={open ? 'network-table' : 'network-table unseen'} tabIndex={open ? 0 : -1}>
      <table>
        <caption className="unseen">{self === undefined ? node : nameIn(lang, self)}</caption>
        <thead>
          <tr>
            {HEAD.map((word) => (
              <th key={word} scope="col">
                {say(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tree.children(node).map((unit) => {
            const figures = readFigures(unit.reader, KEYS, unit.row)
            return (
              <tr key={unit.code} data-code={unit.code}>
                <th scope="row">
                  <TierMark tier={figures.tier.v} />
                  <button type="button" tabIndex={open ? 0 : -1} onClick={() => view.act.select(unit.code)}>
                    {nameIn(lang, unit)}
                  </button>
                </th>
                <td className="number">{told(tree.childCount(unit))}</td>
                <td className="number">{told(tree.grids(unit))}</td>
                <td>
                  <Figure of={figures.open} />
                </td>
                <td>
                  <Figure of={figures.coverage} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
