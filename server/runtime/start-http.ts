import type { Express } from 'express'
import { createServer, type Server } from 'node:http'
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

/** Makes the server without listening, so that the stream can attach first. */
export function createHttp(app: Express): Server {
  const server = createServer(app)
  server.keepAliveTimeout = 65_000
  server.headersTimeout = 70_000
  server.requestTimeout = 120_000
  return server
}

/** Listens; a port or address that cannot be used is a configuration fault. */
export async function startHttp(server: Server, port: number, host: string): Promise<HttpServer> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (reason: NodeJS.ErrnoException) => {
      const fault = LISTEN_FAULTS[reason.code ?? '']
      reject(fault === undefined ? reason : new WrongConfiguration(`${host}:${port} ${fault}`))
    })
    server.listen(port, host, resolve)
  })
  return {
    server,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
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
