/** One bin of 15 minutes; `t` is its start, epoch ms. */
export interface Bin {
  readonly t: number
  readonly v: number | null
}

/** The last 24 hours of a figure in 96 bins, or why not. */
export type Series =
  | { readonly state: 'loading' }
  | { readonly state: 'held'; readonly node: string; readonly key: string; readonly bins: readonly Bin[] }
  | { readonly state: 'failed'; readonly since: number }
