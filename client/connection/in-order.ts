/** Hands on what came, in the order in which it came, though some of it first has to be made ready. */
export class InOrder {
  #tail: Promise<void> | undefined

  /** `task` runs at once where nothing before it waits. */
  put(task: () => void): void {
    if (this.#tail === undefined) task()
    else this.#after(this.#tail, task)
  }

  /** `task` runs when `ready` is; `failed` in its place where it never will be. */
  putLater<T>(ready: Promise<T>, task: (value: T) => void, failed: () => void): void {
    const own = ready.then(
      (value) => () => task(value),
      () => failed,
    )
    this.#after(Promise.all([own, this.#tail]), ([run]) => run())
  }

  /** A task that throws is told as any error of the page is, and holds up nothing behind it. */
  #after<T>(before: Promise<T>, task: (value: T) => void): void {
    const tail = before.then(task).catch((reason: unknown) =>
      queueMicrotask(() => {
        throw reason
      }),
    )
    this.#tail = tail
    void tail.then(() => {
      if (this.#tail === tail) this.#tail = undefined
    })
  }
}
