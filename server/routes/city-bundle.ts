import { Router, type Response } from 'express'
import { gunzipSync } from 'node:zlib'
import { visitorOf } from '../access/visitor.ts'
import type { BaseMap } from '../city/base-map.ts'
import type { CityBundle } from '../city/city-bundle.ts'

const YEAR_SECONDS = 31_536_000

export interface CityFiles {
  readonly bundle: CityBundle
  /** The pack's own font. */
  readonly font?: Buffer | undefined
  readonly baseMap?: BaseMap | undefined
}

/** `/city/index.json`, never cached, and the files it names under its hash, which never change (CP9); font and base map where there are any (CP15, CP17). */
export function cityBundleRoutes({ bundle, font, baseMap }: CityFiles): Router {
  const router = Router()
  router.get('/city/index.json', (request, response) => {
    const { area } = visitorOf(request)
    response.set('Cache-Control', 'no-cache').json(area === undefined ? bundle.index : { ...bundle.index, area })
  })
  if (font !== undefined)
    router.get('/city/font.woff2', (_request, response) =>
      response.set('Cache-Control', 'no-cache').type('font/woff2').send(font),
    )
  if (baseMap !== undefined) router.get('/city/base-map.pmtiles', (_request, response) => sendBaseMap(response, baseMap))
  router.get('/city/:hash/:file', (request, response, next) => {
    const content = request.params.hash === bundle.index.hash ? bundle.file(request.params.file) : undefined
    if (!content) {
      next()
      return
    }
    const shared = visitorOf(request).role === 'anyone' ? 'public' : 'private'
    response.set('Cache-Control', `${shared}, max-age=${YEAR_SECONDS}, immutable`).set('Vary', 'Accept-Encoding')
    response.type('application/octet-stream')
    if (request.acceptsEncodings('gzip')) response.set('Content-Encoding', 'gzip').send(content)
    else response.send(gunzipSync(content))
  })
  return router
}

/** In parts, as a browser asks by range: a base map is larger than any screen needs. */
function sendBaseMap(response: Response, { path }: BaseMap): void {
  response.type('application/octet-stream')
  response.sendFile(path, { maxAge: 0, dotfiles: 'allow' }, (reason) => {
    if (reason && !response.headersSent) response.status(404).end()
  })
}
