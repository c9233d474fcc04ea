/** How the stage shows the city: drawn by the GPU, or as a plain picture after too many losses. SC-M9 */
export type StageKind = 'gl' | 'plain'

const MOST_LOSSES = 3
const WITHIN_MS = 10 * 60_000
/** A plain picture tries the GPU again after this long. */
export const RETRY_MS = 10 * 60_000
/** Waits before each try at a new context: in the moment of a loss the browser may refuse one. */
export const REBUILD_MS: readonly number[] = [200, 1200, 3000]

/** What to show after losses at these times (ms on the page's clock). */
export function stageAfter(losses: readonly number[], now: number): StageKind {
  return losses.filter((at) => now - at < WITHIN_MS).length >= MOST_LOSSES ? 'plain' : 'gl'
}

/** Whether this browser gives a WebGL 2 context now; makes one for it, so not to be asked while rendering. */
export function hasWebgl2(make: () => HTMLCanvasElement): boolean {
  const gl = make().getContext('webgl2')
  releaseContext(gl)
  return gl !== null
}

/** Gives a context back at once: a browser keeps only a few, and kills the oldest. */
export function releaseContext(gl: WebGL2RenderingContext | null): void {
  gl?.getExtension('WEBGL_lose_context')?.loseContext()
}
