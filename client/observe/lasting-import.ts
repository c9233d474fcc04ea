import { after } from './timers.ts'

const AGAIN_MS = 2_000

/** A part of the screen that is loaded later is asked for until it comes: a server that is away must not take down what stands. SC5 */
export function lasting<T>(load: () => Promise<T>): () => Promise<T> {
  const ask = (): Promise<T> => load().catch(() => new Promise<void>((again) => after(AGAIN_MS, again)).then(ask))
  return ask
}
