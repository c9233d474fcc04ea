import type { IncomingMessage, Server } from 'node:http'

/** The address within the server, whether or not a proxy passed the path on that it serves the wall under. OP11 */
export function withoutBasePath(url: string, basePath: string): string {
  return url.startsWith(`${basePath}/`) ? url.slice(basePath.length) : url
}

/** Takes the path off every request and every upgrade, before all that listens already. Call after the stream is attached. OP11 */
export function serveUnder(server: Server, basePath: string): void {
  if (basePath === '') return
  const strip = (request: IncomingMessage) => (request.url = withoutBasePath(request.url ?? '', basePath))
  server.prependListener('request', strip)
  server.prependListener('upgrade', strip)
}
