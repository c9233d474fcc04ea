import type { Catalogue } from '../../shared/domain/catalogue.ts'
import { hazardReading } from '../../shared/domain/hazard-items.ts'
import type { KeyDef } from '../../shared/figures/keys.ts'

/** What a figure of a hazard stands on: who adopted it, until when, and what a model and its approval are. HZ4 AG7 */
export function hazardBehind({ hazard: part }: KeyDef, catalogue: Catalogue, shown: (key: string) => object): object | undefined {
  const hazard = catalogue.hazards?.find(({ code }) => code === part?.code)
  if (!part || !hazard) return undefined
  const { code, name, adoptedBy, band, shares } = hazard
  const told = { code, name, item: part.item, adoptedBy, until: part.standing.validTo }
  if (part.item === 'share') return { ...told, unit: shares?.unit, purpose: shares?.purpose }
  if (!band || part.standing.item !== 'band') return told
  const { model, version, approver, approvedOn, unit } = band
  const interval = { low: shown(hazardReading(code, 'low')), high: shown(hazardReading(code, 'high')) }
  return { ...told, unit, model: { name: model, version, approver, approvedOn }, interval }
}
