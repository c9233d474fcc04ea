import express, { type Router } from 'express'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Routers on a loopback port of their own. */
export async function serveRouters(...routers: readonly Router[]) {
  const app = express()
  for (const router of routers) app.use(router)
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
