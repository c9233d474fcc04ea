import { figureLayerOf } from '../../map/legend.ts'
import { paletteRgb } from '../../map/palette.ts'
import { countText } from '../../i18n/numbers.ts'
import { nameIn, sayIn, type Named } from '../../i18n/words.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'
import { TierMark } from '../tier-mark.tsx'
import type { Layer } from '../../state/view.ts'

const TIERS = [1, 2, 3, 4, 5] as const

/** How many units of the level below stand at each tier; index 0 counts those without one. */
export function legendFigures({ focus, city, view }: Pick<PanelRead, 'focus' | 'city' | 'view'>) {
  const counts = [0, 0, 0, 0, 0, 0]
  const self = focus?.nodes[0]
  const tier = focus?.column('tier')
  focus?.nodes.forEach((node, row) => {
    if (node.parent !== self?.code) return
    const v = tier?.[row] ?? NaN
    const n = v >= 1 && v <= 5 ? v : 0
    counts[n] = (counts[n] ?? 0) + 1
  })
  const level: Named | undefined = city?.levels[(self?.level ?? 0) + 1]?.name
  return { layer: view.layer, counts, level }
}

/** What the colours of the map mean, with numerals and counts. */
export function LegendPanel() {
  const lang = useLang()
  const say = sayIn(lang)
  const { layer, counts, level } = usePanel(legendFigures)
  const name = level === undefined ? '' : nameIn(lang, level)
  return (
    <div className="legend" data-panel="legend">
      <span className="note">{say(`legend.${layer}`, { level: name })}</span>
      {layer === 'tier' ? (
        <>
          {TIERS.map((n) => (
            <span key={n} className="legend-tier" data-quiet={counts[n] === 0}>
              <TierMark tier={n} />
              {say(`tier.${n}`)} <b className="number">{countText(counts[n] ?? 0)}</b>
            </span>
          ))}
          {(counts[0] ?? 0) > 0 && (
            <span className="legend-tier">
              <TierMark tier={null} />
              {say('tier.none')} <b className="number">{countText(counts[0] ?? 0)}</b>
            </span>
          )}
        </>
      ) : (
        <Ramp layer={layer} />
      )}
    </div>
  )
}

const STOPS = [0, 1, 2, 3, 4, 5, 6, 7] as const

/** The ramp in the map's own colours; a share says its numbers, a density only less and more. */
function Ramp({ layer }: { readonly layer: Exclude<Layer, 'tier'> }) {
  const say = sayIn(useLang())
  const { palette } = figureLayerOf(layer)
  const ends = layer === 'checks' ? ['0%', '100%'] : [say('legend.few'), say('legend.many')]
  return (
    <>
      <span>{ends[0]}</span>
      <i className="ramp" aria-hidden="true">
        {STOPS.map((stop) => {
          const [r, g, b] = paletteRgb(palette, 16 + Math.round((stop / 7) * 239))
          return <i key={stop} style={{ background: `rgb(${r} ${g} ${b})` }} />
        })}
      </i>
      <span>{ends[1]}</span>
    </>
  )
}
