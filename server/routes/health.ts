import { Router } from 'express'

/** Each check by name: true where it holds. */
export type Readiness = Readonly<Record<'logWritable' | 'foldCaughtUp' | 'diskRoom', boolean>>

/** `/healthz`: the process answers. `/readyz`: it can take events and show figures; else 503 with what fails. OP6 */
export function healthRoute(readiness: () => Promise<Readiness>): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' })
  })
  router.get('/readyz', async (_request, response) => {
    const checks = await readiness()
    const failing = Object.entries(checks).flatMap(([name, holds]) => (holds ? [] : [name]))
    response
      .status(failing.length === 0 ? 200 : 503)
      .json({ status: failing.length === 0 ? 'ready' : 'not-ready', failing, checks })
  })
  return router
}
