import type { IncomingMessage } from 'node:http'
import type { UpMessages } from '../../shared/protocol/messages.ts'
import type { HttpGateParts } from './http-gate.ts'
import { isForeign } from './http-gate.ts'

/** The gate before the stream: the same table, visitor and areas as before the routes. AC1 AC8 */
export function socketGate({ access, gate, trustProxy }: HttpGateParts) {
  return {
    isForeign: (request: IncomingMessage) => isForeign(request, { byCookie: false, trustProxy }),
    passOf(request: IncomingMessage) {
      const visitor = access.visitorOf(request.headers, false)
      return {
        holds: () => visitor !== undefined && access.holds(visitor),
        may: (name: keyof UpMessages, message: unknown) =>
          visitor !== undefined && gate.message(visitor, name, message) === 'allowed',
      }
    },
  }
}
