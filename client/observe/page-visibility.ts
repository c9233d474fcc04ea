/** Whether nobody can see the page: nothing is drawn or laid out then. SC-M10 */
export const pageHidden = (): boolean => document.visibilityState === 'hidden'

/** Calls `task` whenever the page has come into sight again; returns the way out. */
export function onShown(task: () => void): () => void {
  const gone = new AbortController()
  document.addEventListener('visibilitychange', () => pageHidden() || task(), { signal: gone.signal })
  return () => gone.abort()
}
