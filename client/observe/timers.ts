/** Calls `task` every `ms` milliseconds; returns the way to stop. */
export function every(ms: number, task: () => void): () => void {
  const id = setInterval(task, ms)
  return () => clearInterval(id)
}

/** Calls `task` once after `ms` milliseconds unless stopped. */
export function after(ms: number, task: () => void): () => void {
  const id = setTimeout(task, ms)
  return () => clearTimeout(id)
}

/** Calls `task` with the browser's next frame, once the page is in sight. */
export function inFrame(task: (now: number) => void): void {
  requestAnimationFrame((now) => (document.visibilityState === 'hidden' ? inFrame(task) : task(now)))
}

/** Milliseconds on the page's steady clock. */
export const steady = (): number => performance.now()

/** Milliseconds of this machine's wall clock; only for differences to the server's. */
export const wallNow = (): number => Date.now()
