import type { Named } from '../../i18n/words.ts'
import type { LinkState } from '../../state/wall-state.ts'
import type { Mode } from '../../../shared/protocol/messages.ts'
import type { PanelRead } from '../../state/wall-store.ts'

export interface HeaderView {
  readonly city: Named | undefined
  readonly timezone: string
  readonly path: readonly { readonly code: string; readonly name: Named }[]
  readonly below: Named | undefined
  readonly link: LinkState
  readonly polling: boolean
  readonly mode: Mode
  /** City clock, epoch ms; 0 before the first word. */
  readonly clock: number
  /** When the figures shown were published, epoch ms. */
  readonly asOf: number
  readonly alive: number
  readonly sources: number
  readonly worst: { readonly name: Named; readonly age: number | undefined; readonly spoils: number } | undefined
}

/** Codes from the city down to the selected node. */
export function pathTo({ wall, focus, standing }: Pick<PanelRead, 'wall' | 'focus' | 'standing'>) {
  const path: { code: string; name: Named }[] = []
  const self = focus?.nodes[0]
  const far = self !== undefined && (wall?.rowOf(self.code) ?? 0) < 0
  if (far && standing?.node === self.code) return standing.path.map(({ code, name }) => ({ code, name }))
  let at = self
  while (at !== undefined && path.length < 9) {
    path.unshift({ code: at.code, name: { zh: at.zh, en: at.en } })
    const up: string = at.parent
    at = up === '' ? undefined : wall?.nodes[wall.rowOf(up)]
  }
  return path
}

function worstOf(sources: NonNullable<PanelRead['city']>['sources']) {
  const behind = sources.filter((source) => source.state === 'late' || source.state === 'stale')
  const worst = behind.sort((a, b) => (b.ageSeconds ?? Infinity) - (a.ageSeconds ?? Infinity))[0]
  return worst === undefined ? undefined : { name: worst.name, age: worst.ageSeconds, spoils: worst.spoils ?? 0 }
}

/** All the header says: where, whether it is live, how fresh, what time. */
export function headerView({ city, wall, focus, standing, link }: PanelRead): HeaderView {
  const sources = (city?.sources ?? []).filter((source) => source.state !== 'off' && source.state !== 'none')
  return {
    city: city?.name,
    timezone: city?.timezone ?? 'UTC',
    path: pathTo({ wall, focus, standing }),
    below: city?.levels[(focus?.nodes[0]?.level ?? 0) + 1]?.name,
    link: link.state,
    polling: link.polling,
    mode: link.mode,
    clock: link.clock * 1000,
    asOf: focus === undefined ? 0 : focus.asOf * 1000,
    alive: sources.filter((source) => source.state === 'live').length,
    sources: sources.length,
    worst: worstOf(sources),
  }
}
