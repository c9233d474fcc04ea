import { gunzipSync } from 'node:zlib'
import { Router } from 'express'
import { visitorOf } from '../access/visitor.ts'
import type { CityBundle } from '../city/city-bundle.ts'

const YEAR_SECONDS = 31_536_000

function typeOf(file: string): string {
  return file.endsWith('.geojson') ? 'application/geo+json' : 'application/octet-stream'
}

/** `/city/index.json`, never cached, and the files it names under its hash, which never change (CP9). */
export function cityBundleRoutes(bundle: CityBundle): Router {
  const router = Router()
  router.get('/city/index.json', (request, response) => {
    const { area } = visitorOf(request)
    response.set('Cache-Control', 'no-cache').json(area === undefined ? bundle.index : { ...bundle.index, area })
  })
  router.get('/city/:hash/:file', (request, response, next) => {
    const content = request.params.hash === bundle.index.hash ? bundle.file(request.params.file) : undefined
    if (!content) {
      next()
      return
    }
    const shared = visitorOf(request).role === 'anyone' ? 'public' : 'private'
    response.set('Cache-Control', `${shared}, max-age=${YEAR_SECONDS}, immutable`).set('Vary', 'Accept-Encoding')
    response.type(typeOf(request.params.file))
    if (request.acceptsEncodings('gzip')) response.set('Content-Encoding', 'gzip').send(content)
    else response.send(gunzipSync(content))
  })
  return router
}
