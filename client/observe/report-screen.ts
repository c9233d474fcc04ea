import type { ScreenReport } from '../../shared/protocol/messages.ts'

const HOURS = /^\d{2}:\d{2}-\d{2}:\d{2}$/

/** Renews an unattended screen's token now and then: the server does so once a day. DV3 */
function renewDevice(): void {
  void fetch(new URL('api/v1/devices/own/renew', document.baseURI), { method: 'POST' }).catch(() => undefined)
}

/** What a screen says of itself for the fleet page: what its diagnostics say, and when it is to be on. DV4 */
function screenReport(face: string): ScreenReport | undefined {
  const said = window.gridwall?.diagnostics()
  if (said === undefined) return undefined
  const { version, link, scope, seq, hash, eventToPixelMs, heapBytes, glContextLosses } = said
  const asked = new URLSearchParams(window.location.search)
  const on = asked.get('on') ?? ''
  const node = asked.get('node') ?? scope.node
  const hours = HOURS.test(on) ? { on } : {}
  const lagMs = eventToPixelMs.p95
  return { face, version, link, node, seq, hash, lagMs, heapBytes, glContextLosses, wall: Date.now(), ...hours }
}

/** The way to the server; `open`: nobody signs in there, so that there is no token. */
interface Line {
  report(report: ScreenReport): void
  city(): { readonly open?: true } | undefined
}

/** Reports of one hour. */
const REPORTS_AN_HOUR = 240
let reports = 0

/** Says how the screen is; an unattended one also renews its token each hour. */
export function reportScreen(face: string, { report: say, city }: Line): void {
  const report = screenReport(face)
  if (report !== undefined) say(report)
  if (face === 'kiosk' && city()?.open !== true && reports % REPORTS_AN_HOUR === 0) renewDevice()
  reports += 1
}
