import { useEffect, useMemo, useState } from 'react'
import { MEASURES, layNetwork, type Measure, type NetworkBlock } from '../../charts/network/network-layout.ts'
import { NetworkChart, type Outline } from '../../charts/network/network-chart.tsx'
import { NetworkLooks } from '../../charts/network/network-looks.ts'
import { pictureOf } from '../../charts/network/network-picture.ts'
import { NetworkTree, type NetworkUnit } from '../../charts/network/network-tree.ts'
import { sayNetworkIn } from '../../i18n/network-words.ts'
import { nameIn } from '../../i18n/words.ts'
import { figureLayerOf } from '../../map/legend.ts'
import { tellOnStage } from '../../map/on-stage.ts'
import type { CityLevelFacts } from '../../state/city-facts.ts'
import type { ScopeReader } from '../../state/wall-state.ts'
import { useLang, usePanel, useStores, type PanelRead } from '../../state/wall-store.ts'
import { networkFacts } from './network-facts.ts'
import { NetworkFactsLine } from './network-facts-line.tsx'
import './network-stage.css'
import { NetworkTable } from './network-table.tsx'
import { pictureWords } from './picture-words.ts'
import { UnitLine } from './unit-line.tsx'
import { useFrames } from './use-frames.ts'
import { useRoom } from './use-room.ts'

const UNITS_PER_REM = 16

/** The units above the selected one, as the server named them. */
function aboveOf({ standing, city }: Pick<PanelRead, 'standing' | 'city'>) {
  const path = standing?.path ?? []
  return path.map(({ code, name, level }, at) => ({
    code,
    zh: name.zh,
    en: name.en,
    level: city?.levels.findIndex((facts) => facts.level === level) ?? at,
    parent: path[at - 1]?.code ?? '',
  }))
}

/** Where opening a block leads: a unit, or on through the children of the selected one. */
function pickOf(block: NetworkBlock, selected: string, opened: number): { readonly node: string; readonly opened: number } {
  if (block.kind === 'back') return { node: selected, opened: opened - 1 }
  if (block.kind === 'unit') return { node: block.unit.code, opened: 0 }
  return block.of.code === selected ? { node: selected, opened: opened + 1 } : { node: block.of.code, opened: 0 }
}

function outlineOf(blocks: readonly NetworkBlock[], code: string): Outline | undefined {
  return blocks.find((block) => block.kind === 'unit' && block.unit.code === code)
}

/** The levels of the city by size instead of by place; selection, layer and address are the map's own. SC-N1 */
export function NetworkStage() {
  const say = sayNetworkIn(useLang())
  const stores = useStores()
  usePanel((read) => read.revision)
  const selected = usePanel(({ focus }) => focus?.nodes[0]?.code)
  const standing = usePanel((read) => read.standing)
  const { wall, focus, city } = stores.wall.getState()
  if (wall === undefined || selected === undefined) return <p className="quiet">{say('net.loading')}</p>
  const tree = new NetworkTree(wall, focus, aboveOf({ standing, city }))
  const facts = networkFacts({ wall, focus, city, standing }, tree)
  return (
    <section className="network-stage" aria-label={say('stage.network')}>
      {facts !== undefined && <NetworkFactsLine facts={facts} />}
      <Picture key={selected} wall={wall} tree={tree} selected={selected} levels={city?.levels ?? []} />
    </section>
  )
}

interface PictureProps {
  readonly wall: ScopeReader
  readonly tree: NetworkTree
  readonly selected: string
  readonly levels: readonly CityLevelFacts[]
}

function Picture({ wall, tree, selected, levels }: PictureProps) {
  const lang = useLang()
  const say = sayNetworkIn(lang)
  const stores = useStores()
  const layer = usePanel(({ view }) => view.layer)
  const hovered = usePanel(({ view }) => view.hovered)
  const [opened, setOpened] = useState(0)
  const [measure, setMeasure] = useState<Measure>('grids')
  const [table, setTable] = useState(false)
  const { box, width, height } = useRoom()
  const unitPx = parseFloat(getComputedStyle(document.documentElement).fontSize) / UNITS_PER_REM
  const looks = useMemo(() => new NetworkLooks(figureLayerOf(layer), wall), [wall, layer])
  const blocks = width === 0 ? [] : layNetwork({ tree, selected, measure, opened, width, height, unitPx })
  const words = pictureWords({ lang, say, layer, measure, tree, levels })
  const rects = pictureOf({ blocks, looks, words, unitPx })
  const level = (tree.unit(selected)?.level ?? 0) + 1
  const top = looks.topAt(level)
  useEffect(() => tellOnStage({ level, top, events: 0 }), [level, top])
  useFrames(wall.seq, blocks.length)
  const pick = (at: number) => {
    const block = blocks[at]
    if (block === undefined) return
    const next = pickOf(block, selected, opened)
    setOpened(next.opened)
    if (next.node !== selected) stores.view.act.select(next.node)
  }
  const over = (at: number) => {
    const block = blocks[at]
    stores.view.act.hover(block?.kind === 'unit' && block.place === 'below' ? block.unit.code : '')
  }
  const self: NetworkUnit | undefined = tree.unit(selected)
  const label = say('net.label', { name: self === undefined ? selected : nameIn(lang, self), n: tree.children(selected).length })
  return (
    <>
      <div className="network-body">
        <div className="network-picture" ref={box}>
          <NetworkChart
            rects={rects}
            selected={outlineOf(blocks, selected)}
            hovered={outlineOf(blocks, hovered)}
            unitPx={unitPx}
            label={label}
            over={over}
            picked={pick}
          />
        </div>
        <NetworkTable tree={tree} node={selected} open={table} />
      </div>
      <footer className="network-foot">
        <UnitLine unit={hovered === '' ? undefined : tree.unit(hovered)} tree={tree} />
        <div className="switches" role="group" aria-label={say('net.measure')}>
          <span className="note">{say('net.measure')}</span>
          {MEASURES.map((one) => (
            <button key={one} type="button" aria-pressed={one === measure} onClick={() => setMeasure(one)}>
              {say(`net.measure.${one}`)}
            </button>
          ))}
        </div>
        <button type="button" className="switches" aria-pressed={table} onClick={() => setTable(!table)}>
          {say('net.table')}
        </button>
      </footer>
    </>
  )
}
