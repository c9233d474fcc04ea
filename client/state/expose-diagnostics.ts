import { diagnose } from '../observe/diagnostics.ts'
import type { FrameMeter } from '../observe/frame-meter.ts'
import type { WallStore } from './wall-store.ts'

import { version } from '../observe/version.ts'

interface Parts {
  readonly wall: WallStore
  readonly meter: FrameMeter
}

/** Puts `window.gridwall.diagnostics()` on the page (contract 6). SC12 */
export function exposeDiagnostics({ wall, meter }: Parts): void {
  window.gridwall = {
    diagnostics: () => {
      const { focus, link } = wall.getState()
      const { node = '', depth = 0, audience } = focus?.scope ?? {}
      const scope = { node, depth, ...(audience ? { audience } : {}) }
      const facts = { version, mode: link.mode, link: link.state, ageMs: Math.round(link.ageMs), scope }
      return diagnose({ ...facts, epoch: focus?.epoch ?? '', seq: focus?.seq ?? 0, hash: focus?.hash() ?? '' }, meter)
    },
  }
}
