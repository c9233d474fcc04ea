/** What a page holds of something read over HTTP: nothing yet, the newest answer, or a failure with what was held before. */
export type Polled<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'held'; readonly value: T }
  | { readonly state: 'failed'; readonly value: T | undefined }

/** Reads `path` of the page's own server; a failure keeps what was held. */
export async function readAgain<T>(path: string, before: Polled<T>): Promise<Polled<T>> {
  const value = before.state === 'loading' ? undefined : before.value
  try {
    const response = await fetch(new URL(path, document.baseURI), { headers: { accept: 'application/json' } })
    return response.ok ? { state: 'held', value: (await response.json()) as T } : { state: 'failed', value }
  } catch {
    return { state: 'failed', value }
  }
}
