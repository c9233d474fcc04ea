const PREFIX = 'gridwall.'

/** What this browser kept under a name; undefined where it kept nothing that can be read. */
export function remembered(name: string): unknown {
  try {
    const text = window.localStorage.getItem(PREFIX + name)
    return text === null ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}

/** Keeps something of this desk in this browser; where the browser keeps nothing, the desk goes on without. */
export function remember(name: string, value: unknown): void {
  try {
    window.localStorage.setItem(PREFIX + name, JSON.stringify(value))
  } catch {
    // A browser that keeps nothing (private, full, forbidden) costs the desk its memory alone.
  }
}

/** The post that this desk last acted for; '' where it has not acted yet. */
export function deskPost(known: readonly { readonly code: string }[]): string {
  const kept = remembered('post')
  return known.find(({ code }) => code === kept)?.code ?? known[0]?.code ?? ''
}
