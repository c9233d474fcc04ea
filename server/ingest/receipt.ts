/** Why an event was refused; `code` is stable, `message` says what to do. */
export interface Refusal {
  readonly index: number
  readonly code: string
  /** JSON pointer into the event, '' for the whole. */
  readonly pointer: string
  readonly message: string
}

/** The answer to a batch, given after the durable commit (contract 2). */
export interface Receipt {
  readonly accepted: number
  readonly duplicate: number
  readonly rejected: number
  readonly firstSeq: number | null
  readonly lastSeq: number | null
  /** The first 100. */
  readonly errors: readonly Refusal[]
}

/** The one door: validates, writes, folds, answers. HTTP and feeds use the same. */
export interface Door {
  /**
   * Raw parsed JSON values or NDJSON bytes. Rejects with `LogFullError`; resolves only after the commit.
   * `outOfOrder`: values of the batch that a recorded feed found in rows whose times run backwards. `only`: the one
   * source that the sender may speak for.
   */
  submit(
    batch: Uint8Array | readonly unknown[],
    from: 'http' | 'feed',
    outOfOrder?: ReadonlySet<unknown>,
    only?: string,
  ): Promise<Receipt>
  /** Events since start; of those accepted, without what is person-related: they are shown. PR10 */
  readonly counts: { readonly accepted: number; readonly duplicate: number; readonly rejected: number }
  /** Events accepted whose commit is still awaited. */
  readonly pending: number
  /** Sources that agree with each other lie ahead of the clock; the wall says so. */
  readonly clockSuspect: boolean
  /** Events refused since start, by code. */
  readonly refused: ReadonlyMap<string, number>
}
