/** What came of an act that was sent: the server's answer, or in words why it was not done. */
export type Sent<T> = { readonly done: true; readonly answer: T } | { readonly done: false; readonly why: string }

const keyOfRepetition = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Sends an act of this screen to its own server, with a key of repetition. */
export async function postAct<T>(path: string, body: object): Promise<Sent<T>> {
  try {
    const response = await fetch(new URL(path, document.baseURI), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': keyOfRepetition() },
      body: JSON.stringify(body),
    })
    const answer = (await response.json().catch(() => ({}))) as T & { readonly title?: string }
    return response.ok ? { done: true, answer } : { done: false, why: answer.title ?? String(response.status) }
  } catch (reason) {
    return { done: false, why: reason instanceof Error ? reason.message : String(reason) }
  }
}
