import { Router } from 'express'

/** `/metrics`: Prometheus text. */
export function metricsRoute(metrics: { readonly contentType: string; text(): Promise<string> }): Router {
  const router = Router()
  router.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.text())
  })
  return router
}
