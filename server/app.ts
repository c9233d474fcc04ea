import expressStaticGzip from 'express-static-gzip'
import express, { Router, type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import helmet from 'helmet'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Pages of the one built screen, beside the desk at `/`. */
const PAGES = ['/sources', '/briefing', '/kiosk', '/sign-in', '/admin', '/enrol', '/fleet']
const YEAR_S = 365 * 24 * 3600
/** A page that is not there yet is asked for again by itself: nobody stands before an unattended screen. */
const PAGE_AGAIN_S = '5'
const SELF = ["'self'"]

/** What the page may load: its own origin alone, no inline code, no eval. Plain HTTP stays plain: no upgrade, no HSTS. OP9 */
function securityHeaders(tls: boolean) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: SELF,
        scriptSrc: SELF,
        workerSrc: SELF,
        styleSrc: SELF,
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: SELF,
        fontSrc: SELF,
        objectSrc: ["'none'"],
        baseUri: SELF,
        formAction: SELF,
        frameAncestors: SELF,
      },
    },
    strictTransportSecurity: tls ? { maxAge: YEAR_S, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  })
}

interface Problem {
  readonly status: number
  readonly code: string
  readonly title: string
}

function problemOf(reason: unknown): Problem {
  const { status, type, message } = (reason ?? {}) as { status?: unknown; type?: unknown; message?: unknown }
  if (typeof status !== 'number' || status < 400 || status > 499)
    return { status: 500, code: 'internal', title: 'The server failed on this request; its log says more.' }
  const code = typeof type === 'string' ? type.replaceAll('.', '-') : 'bad-request'
  return { status, code, title: typeof message === 'string' ? message : 'The request could not be read.' }
}

function refuse(onFailure: (reason: unknown) => void): ErrorRequestHandler {
  return (reason, _request, response, next) => {
    const problem = problemOf(reason)
    if (problem.status === 500) onFailure(reason)
    if (response.headersSent) next(reason)
    else response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
  }
}

/** Addresses on the page are relative: without a slash at its end the path is left behind. OP11 */
function atItsEnd(basePath: string): RequestHandler {
  return (request, response, next) => {
    if (basePath === '' || request.path !== basePath) next()
    else response.redirect(308, `${basePath}/${request.url.slice(basePath.length)}`)
  }
}

/** Where the built screen and the fonts lie, and what else is served. */
export interface AppParts {
  readonly root: string
  readonly routers: readonly Router[]
  /** Stands before every route: says who may ask what. AC1 */
  readonly gate: RequestHandler
  /** Path that a proxy serves the wall under, '' for none. */
  readonly basePath: string
  /** Sends a page that needs signing in to the place for it. */
  readonly pages: RequestHandler
  /** True where the server speaks TLS itself; headers that bind a browser to it are sent then alone. */
  readonly tls: boolean
  /** True where a reverse proxy's own headers are to be believed. */
  readonly trustProxy: boolean
  /** Told of every failure that is the server's own. */
  readonly onFailure: (reason: unknown) => void
}

/** The Express app: headers, routes, the built screen, problems as `application/problem+json`. OP9 */
export function createApp({ root, routers, gate, basePath, pages, tls, trustProxy, onFailure }: AppParts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', trustProxy ? 1 : false)
  app.use(securityHeaders(tls))
  app.use(atItsEnd(basePath))
  const doors = Router()
  doors.use(gate)
  for (const router of routers) doors.use(router)
  app.use(doors)
  const page = join(root, 'dist/client')
  const kept = { immutable: true, maxAge: YEAR_S * 1000, fallthrough: false }
  app.use('/assets', expressStaticGzip(join(page, 'assets'), { index: false, serveStatic: kept }))
  app.use('/fonts', express.static(join(root, 'public/fonts'), { maxAge: YEAR_S * 1000 }))
  app.use('/icons', express.static(join(root, 'public/icons'), { maxAge: YEAR_S * 1000 }))
  app.use(pages)
  app.use(express.static(page, { maxAge: 0, etag: true }))
  app.get(PAGES, (_request, response, next) =>
    response.sendFile(join(page, 'index.html'), (reason) => {
      if (reason && !response.headersSent) next()
    }),
  )
  app.get(['/', ...PAGES], (_request, response) => {
    const built = existsSync(join(page, 'index.html'))
    response
      .status(503)
      .set('Refresh', PAGE_AGAIN_S)
      .type('text/plain')
      .send(built ? 'The screen is being replaced.' : 'The screen is not built: run npm run build.')
  })
  app.use((_request, response) => {
    const problem = { status: 404, code: 'not-found', title: 'There is nothing at this address.' }
    response.status(404).type('application/problem+json').send(JSON.stringify(problem))
  })
  app.use(refuse(onFailure))
  return app
}
