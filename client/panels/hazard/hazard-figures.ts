import { isOwnSide } from '../../../shared/domain/hazard-items.ts'
import type { HazardSide } from '../../../shared/domain/hazard.ts'
import type { HazardFacts, Named } from '../../state/city-facts.ts'
import { readFigure, type FigureView } from '../../state/read-figure.ts'
import type { PanelRead } from '../../state/wall-store.ts'

export interface HazardPartView {
  readonly name: Named
  readonly of: FigureView
  readonly unit: Named
}

/** One hazard of the selected area, with what of it stands. */
export interface HazardView {
  readonly code: string
  readonly name: Named
  readonly adoptedBy: Named
  readonly band?:
    | (HazardPartView & {
        readonly low: FigureView
        readonly high: FigureView
        readonly model: Named
        readonly version: string
        readonly approver: Named
        readonly approvedOn: string
      })
    | undefined
  /** From outside and inside. */
  readonly pressure?: readonly [inbound: HazardPartView, internal: HazardPartView] | undefined
  readonly shares?: { readonly name: Named; readonly sunset: string; readonly parts: readonly HazardPartView[] } | undefined
}

type Read = Pick<PanelRead, 'focus' | 'city'>
const NO_UNIT: Named = { zh: '', en: '' }

function bandOf({ code, band }: HazardFacts, { focus }: Read): HazardView['band'] {
  if (!band) return undefined
  const of = (item: string) => readFigure(focus, `hazard.${code}.${item}`)
  const { name, unit, model, version, approver, approvedOn } = band
  return { name, unit, of: of('band'), low: of('low'), high: of('high'), model, version, approver, approvedOn }
}

function sideOf({ code }: HazardFacts, item: string, side: HazardSide, { focus, city }: Read): HazardPartView {
  if (!isOwnSide(side)) {
    const unit = city?.dimensions.find((dimension) => `dim.${dimension.code}` === side.figure)?.unit ?? NO_UNIT
    return { name: side.name, unit, of: readFigure(focus, side.figure) }
  }
  const prefix = side.class === 'X' ? 'x.' : ''
  return { name: side.name, unit: side.unit, of: readFigure(focus, `${prefix}hazard.${code}.${item}`) }
}

function sharesOf({ code, shares }: HazardFacts, { focus }: Read): HazardView['shares'] {
  if (!shares) return undefined
  const parts = shares.parts.map((part) => ({
    name: part.name,
    unit: NO_UNIT,
    of: readFigure(focus, `x.hazard.${code}.share.${part.code}`),
  }))
  return { name: shares.name, sunset: shares.sunset, parts }
}

/** The hazards that the pack has switched on, each with what of it stands; none: the panel has no place. HZ2 */
export function hazardViews(read: Read): readonly HazardView[] {
  return (read.city?.hazards ?? []).flatMap((hazard): HazardView[] => {
    const { code, name, adoptedBy, standing, pressure } = hazard
    if (standing.length === 0 || adoptedBy === undefined) return []
    const sides = standing.includes('pressure') ? pressure : undefined
    return [
      {
        code,
        name,
        adoptedBy,
        band: standing.includes('band') ? bandOf(hazard, read) : undefined,
        pressure: sides && [sideOf(hazard, 'inbound', sides.inbound, read), sideOf(hazard, 'internal', sides.internal, read)],
        shares: standing.includes('share') ? sharesOf(hazard, read) : undefined,
      },
    ]
  })
}
