import { after } from './timers.ts'

const AGAIN_MS = 2_000

/**
 * A part of the screen that is loaded later is asked for until it comes: a server that is away must not take down what
 * stands. Asked again once it has come, it answers within the call, so that it is drawn without a wait. SC5
 */
export function lasting<T>(load: () => Promise<T>): () => Promise<T> {
  let came: Promise<T> | undefined
  const ask = (): Promise<T> =>
    load().then(
      (part) => {
        came = atOnce(part)
        return part
      },
      () => new Promise<void>((again) => after(AGAIN_MS, again)).then(ask),
    )
  return () => came ?? ask()
}

/** A promise whose `then` need not wait for the task to end. */
function atOnce<T>(part: T): Promise<T> {
  // oxlint-disable-next-line unicorn/no-thenable -- React asks `then` of what is loaded later
  return Object.assign(Promise.resolve(part), { then: (take: (part: T) => unknown) => void take(part) })
}
