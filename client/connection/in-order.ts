/** Hands on what came, in the order in which it came, though some of it first has to be made ready. */
export class InOrder {
  #tail: Promise<void> | undefined

  /** `task` runs at once where nothing before it waits. */
  put(task: () => void): void {
    if (this.#tail === undefined) task()
    else this.#hold(this.#tail.then(task))
  }

  /** `task` runs when `ready` is; `failed` in its place where it never will be. */
  putLater<T>(ready: Promise<T>, task: (value: T) => void, failed: () => void): void {
    const own = ready.then(
      (value) => () => task(value),
      () => failed,
    )
    this.#hold((this.#tail ?? Promise.resolve()).then(() => own).then((run) => run()))
  }

  #hold(tail: Promise<void>): void {
    this.#tail = tail
    void tail.then(() => {
      if (this.#tail === tail) this.#tail = undefined
    })
  }
}
