import type { RequestHandler } from 'express'
import type { Access } from './access.ts'

/** Pages that show figures, by their path. */
const WALLS = /^\/(|index\.html|sources|briefing|kiosk|admin)$/

/** Sends a page that nobody has signed in for to the sign-in page, with the way back, and who sees no figures to the administrators' page. */
export function pageGate(access: Access): RequestHandler {
  return (request, response, next) => {
    if (!WALLS.test(request.path)) return next()
    const visitor = access.visitorOf(request.headers, true)
    if (visitor && (request.path === '/admin' || visitor.permissions.has('see'))) return next()
    response.set('Cache-Control', 'no-store')
    if (visitor?.permissions.has('own-session')) return response.redirect(302, 'admin')
    const back = request.originalUrl.replace(/^\//, '')
    response.redirect(302, `sign-in${back === '' ? '' : `?to=${encodeURIComponent(back)}`}`)
  }
}
