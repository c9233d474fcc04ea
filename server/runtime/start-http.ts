import type { Express } from 'express'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Config } from '../config.ts'
import { WrongConfiguration } from './wrong-configuration.ts'

/** A listening HTTP server. */
export interface HttpServer {
  readonly server: Server
  readonly url: string
  /** Stops taking connections, gives those at work `graceMs`, then closes them. */
  stop(graceMs: number): Promise<void>
}

const LISTEN_FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program; choose another with --port',
  EACCES: 'may not be used by this account; choose one above 1023 with --port',
  EADDRNOTAVAIL: 'is not an address of this machine; correct --host',
}

function readPem(option: string, file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (reason) {
    throw new WrongConfiguration(
      `${option} ${file} cannot be read (${reason instanceof Error ? reason.message : String(reason)})`,
    )
  }
}

function tlsServer(app: Express, tls: NonNullable<Config['tls']>): Server {
  const [cert, key] = [readPem('--tls-cert', tls.cert), readPem('--tls-key', tls.key)]
  try {
    return createTlsServer({ cert, key, minVersion: 'TLSv1.2' }, app)
  } catch (reason) {
    const why = reason instanceof Error ? reason.message : String(reason)
    throw new WrongConfiguration(
      `--tls-cert ${tls.cert} and --tls-key ${tls.key} do not make a pair (${why}): give PEM files that do`,
    )
  }
}

/** Makes the server without listening, so that the stream can attach first. */
export function createHttp(app: Express, tls: Config['tls']): Server {
  const server = tls === undefined ? createServer(app) : tlsServer(app, tls)
  server.keepAliveTimeout = 65_000
  server.headersTimeout = 70_000
  server.requestTimeout = 120_000
  return server
}

/** Listens; a port or address that cannot be used is a configuration fault. */
export async function startHttp(server: Server, { port, host, tls }: Pick<Config, 'port' | 'host' | 'tls'>): Promise<HttpServer> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (reason: NodeJS.ErrnoException) => {
      const fault = LISTEN_FAULTS[reason.code ?? '']
      reject(fault === undefined ? reason : new WrongConfiguration(`${host}:${port} ${fault}`))
    })
    server.listen(port, host, resolve)
  })
  return {
    server,
    url: `${tls === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    stop: (graceMs) =>
      new Promise((resolve) => {
        const force = setTimeout(() => server.closeAllConnections(), graceMs)
        server.close(() => {
          clearTimeout(force)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}
