/** Why the server refused; `seconds`: when to try again. */
export interface Refusal {
  readonly code: string
  readonly title: string
  readonly seconds: number
}

export type Told<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

async function told<T>(asked: Promise<Response>): Promise<Told<T>> {
  try {
    const response = await asked
    const body = (await response.json()) as T & { readonly code?: string; readonly title?: string }
    if (response.ok) return { ok: true, value: body }
    const { code = String(response.status), title = '' } = body
    return { ok: false, refusal: { code, title, seconds: Number(response.headers.get('retry-after') ?? 0) } }
  } catch {
    return { ok: false, refusal: { code: 'unreachable', title: '', seconds: 0 } }
  }
}

const at = (path: string) => new URL(`api/v1/${path}`, document.baseURI)

/** What a page asks by itself is no touch of an administrator: it says so. AC7 */
export const read = <T>(path: string): Promise<Told<T>> =>
  told(fetch(at(path), { headers: { accept: 'application/json', 'gridwall-unattended': '1' } }))

export const send = <T>(path: string, body: object = {}): Promise<Told<T>> =>
  told(fetch(at(path), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))

/** Who asks, as the server knows it. */
export interface SessionFacts {
  readonly signIn: 'on' | 'off'
  /** Accounts may sign in by the city's identity provider. */
  readonly identity?: true
  /** The city's, IANA. */
  readonly timezone: string
  readonly account: string | null
  readonly role?: string
  readonly permissions: readonly string[]
}
