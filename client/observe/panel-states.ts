export type PanelState = 'loading' | 'live' | 'late' | 'stale' | 'error' | 'folded'

const states = new Map<string, PanelState>()

/** A panel says how it stands; diagnostics reads it. */
export function reportPanel(id: string, state: PanelState): void {
  states.set(id, state)
}

export function forgetPanel(id: string): void {
  states.delete(id)
}

export function panelStates(): readonly { readonly id: string; readonly state: PanelState }[] {
  return [...states].map(([id, state]) => ({ id, state }))
}
