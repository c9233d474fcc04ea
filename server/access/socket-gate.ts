import type { IncomingMessage } from 'node:http'
import type { ScreenReport, UpMessages } from '../../shared/protocol/messages.ts'
import type { HttpGateParts } from './http-gate.ts'
import { isForeign } from './http-gate.ts'
import { sightOf } from './write-down.ts'

/** Where a line comes from: the proxy's word where it is believed. */
function originOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? headers['x-forwarded-for'] : undefined
  const nearest = typeof forwarded === 'string' ? forwarded.split(',').at(-1)?.trim() : undefined
  return nearest ?? socket.remoteAddress ?? ''
}

/** The gate before the stream: the same table, visitor and areas as before the routes. AC1 AC8 */
export function socketGate({ access, gate, audit, fleet, trustProxy }: HttpGateParts) {
  return {
    isForeign: (request: IncomingMessage) => isForeign(request, { byCookie: false, trustProxy }),
    passOf(request: IncomingMessage) {
      const visitor = access.visitorOf(request.headers, false)
      const from = originOf(request, trustProxy)
      let key = ''
      return {
        reported(report: ScreenReport) {
          if (visitor === undefined) return
          key = visitor.role === 'kiosk' ? visitor.session : [visitor.name, from, report.face, report.node].join(' ')
          fleet.report(key, { name: visitor.name, from, report, at: access.now() })
        },
        gone: () => fleet.gone(key),
        holds: () => visitor !== undefined && access.holds(visitor),
        may(name: keyof UpMessages, message: unknown) {
          if (visitor === undefined) return false
          const allowed = gate.message(visitor, name, message) === 'allowed'
          const { scope } = (message ?? {}) as { readonly scope?: { readonly node?: unknown } }
          if (audit && name === 'subscribe' && typeof scope?.node === 'string')
            audit.noteOnce(visitor.session, sightOf(visitor, { from, node: scope.node, allowed }))
          return allowed
        },
      }
    },
  }
}
