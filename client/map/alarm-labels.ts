import type { MapAlarm } from '../state/map-alarms.ts'
import type { AreaTree } from './area-tree.ts'
import type { MapLabel } from './label-board.ts'
import type { LevelGeometry } from './level-geometry.ts'

/** Before every name: the highest alarm is never under anything. */
const ALARM_RANK = -100

export interface AlarmLabelsAsk {
  readonly alarms: readonly MapAlarm[]
  readonly tree: AreaTree
  readonly geometries: readonly LevelGeometry[]
  readonly fontPx: number
}

/** Id of an alarm's label. */
export const alarmLabelId = (id: string) => `alarm ${id}`

/** Alarms as diamonds at their areas, or at the finest area above that is drawn; the graver stand first. SC-M6 */
export function alarmLabels({ alarms, tree, geometries, fontPx }: AlarmLabelsAsk): MapLabel[] {
  const drawn = geometries.filter(({ level }) => level > 0).sort((a, b) => b.level - a.level)
  return alarms.flatMap(({ id, level, node }): MapLabel[] => {
    const place = tree.placeOf(node)
    for (const geometry of place ? drawn : []) {
      if (place === undefined || geometry.level > place.level) continue
      const row = geometry.level === place.level ? place.row : (tree.ancestorRows(place.level, geometry.level)[place.row] ?? -1)
      const [x, y] = [geometry.labels[2 * row], geometry.labels[2 * row + 1]]
      if (row < 0 || x === undefined || y === undefined) continue
      const look = { text: '', fontPx, tier: 0, alarm: level, quiet: false }
      return [{ code: node, id: alarmLabelId(id), x, y, look, rank: ALARM_RANK + level }]
    }
    return []
  })
}
