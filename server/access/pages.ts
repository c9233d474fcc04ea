import type { RequestHandler } from 'express'
import type { Access } from './access.ts'

/** Pages that show figures, by their path. */
const WALLS = /^\/(|index\.html|sources|briefing|kiosk|admin)$/

/** Sends a page that nobody has signed in for to the sign-in page, with the way back. */
export function pageGate(access: Access): RequestHandler {
  return (request, response, next) => {
    if (!WALLS.test(request.path) || access.visitorOf(request.headers, true) !== undefined) return next()
    const back = request.originalUrl.replace(/^\//, '')
    response.set('Cache-Control', 'no-store').redirect(302, `sign-in${back === '' ? '' : `?to=${encodeURIComponent(back)}`}`)
  }
}
