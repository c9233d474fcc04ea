import { serialize } from 'cookie'
import type { Request, Response } from 'express'

/** Where the cookies of this server belong. */
export interface CookiePlace {
  /** Path that the server is reached under, `/` by default. */
  readonly path: string
}

/** A cookie that no script reads; over TLS it goes over TLS alone. `seconds`: how long it is kept, 0 to forget it. AC5 */
export function setCookie(
  { request, response, place }: { readonly request: Request; readonly response: Response; readonly place: CookiePlace },
  name: string,
  { value, seconds }: { readonly value: string; readonly seconds?: number },
): void {
  const kept = seconds === undefined ? {} : { maxAge: seconds }
  const cookie = serialize(name, value, { httpOnly: true, sameSite: 'lax', secure: request.secure, path: place.path, ...kept })
  response.append('Set-Cookie', cookie)
}
