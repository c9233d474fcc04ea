import { Router } from 'express'
import type { Feed } from '../feed/feed.ts'

/** `GET /api/v1/feed`: how far the server's own feed has played and what it could not read. FE7 */
export function feedRoute(feed: Pick<Feed, 'status'>): Router {
  const router = Router()
  router.get('/api/v1/feed', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(feed.status())
  })
  return router
}
