import type { CityLevelFacts } from '../../state/city-facts.ts'
import { levelTallies, type LevelTally } from '../../state/level-tally.ts'
import { readFigures } from '../../state/read-figure.ts'
import type { PanelRead } from '../../state/wall-store.ts'

export interface NetworkRow {
  readonly level: CityLevelFacts
  /** Undefined where the number is not on this screen. */
  readonly units: number | undefined
  /** Undefined at and above the selected level, and where this screen's scopes do not reach. */
  readonly tally: LevelTally | undefined
  /** A level whose units are themselves what patrols visit. */
  readonly patrolled: boolean
}

const WORK = { assigned: 'checks.assigned', done: 'checks.done', coverage: 'checks.coverage' }

/** The five deepest levels of the city, each counted below the selected node. */
export function networkReader() {
  const ofWall = levelTallies()
  const ofFocus = levelTallies()
  return ({ city, wall, focus, standing }: Pick<PanelRead, 'city' | 'wall' | 'focus' | 'standing'>) => {
    const levels = city?.levels ?? []
    const self = focus?.nodes[0]
    const code = self?.code ?? ''
    const far = wall === undefined ? [] : ofWall(wall, code, levels.length)
    const near = focus === undefined ? [] : ofFocus(focus, code, levels.length)
    const told = standing?.node === code ? standing.below : {}
    const rows = levels.map((level, n): NetworkRow => {
      const tally = [far[n], near[n]].find((t) => t !== undefined && t.units > 0)
      const whole = self?.parent === '' ? level.count : undefined
      const patrolled = level.role === 'compound' || level.role === 'stairwell'
      return {
        level,
        units: n <= (self?.level ?? -1) ? 1 : (whole ?? tally?.units ?? told[level.level]),
        tally: n > (self?.level ?? 0) ? tally : undefined,
        patrolled,
      }
    })
    return { rows: rows.slice(1).slice(-5), work: readFigures(focus, WORK) }
  }
}
