import type { Request, RequestHandler } from 'express'
import type { Access } from './access.ts'
import type { Visitor } from './visitor.ts'

/** Pages that show figures, and those of administrators, by their path. */
const WALLS = /^\/(|index\.html|sources|briefing|kiosk)$/
const ROOMS = /^\/(admin|fleet)$/

const queryOf = ({ originalUrl }: Request) => new URLSearchParams(originalUrl.split('?')[1] ?? '')

/** Where an unattended screen belongs: its own area and audience, with what else its address says. Undefined where it is there. DV2 */
function kioskAddress(request: Request, { area = '', audience = 'public' }: Visitor): string | undefined {
  const query = queryOf(request)
  if (request.path === '/kiosk' && query.has('node') && query.get('audience') === audience) return undefined
  if (!query.has('node')) query.set('node', area)
  query.set('audience', audience)
  return `kiosk?${query.toString()}`
}

/** Where a request for a page is sent instead; undefined where it may have it. */
function elsewhere(request: Request, visitor: Visitor | undefined): string | undefined {
  const room = ROOMS.test(request.path)
  if (!room && !WALLS.test(request.path)) return undefined
  if (visitor === undefined) {
    const back = request.originalUrl.replace(/^\//, '')
    if (request.path === '/kiosk') return back.replace('kiosk', 'enrol')
    return `sign-in${back === '' ? '' : `?to=${encodeURIComponent(back)}`}`
  }
  if (visitor.role === 'kiosk') return kioskAddress(request, visitor)
  return room || visitor.permissions.has('see') ? undefined : 'admin'
}

/** Sends a page to where it belongs: nobody's to the sign-in page with the way back, a new screen's to its code, an administrator's to its own. AC4 DV2 */
export function pageGate(access: Access): RequestHandler {
  return (request, response, next) => {
    const target = elsewhere(request, access.visitorOf(request.headers, true))
    if (target === undefined) next()
    else response.set('Cache-Control', 'no-store').redirect(302, target)
  }
}
