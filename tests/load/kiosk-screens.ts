import { performance } from 'node:perf_hooks'
import { openKiosk, type EnrolledKiosk, type OpenKiosk } from '../support/kiosk-room.ts'

/** What the process of the screens is told. */
export type KioskOrder =
  | { readonly kind: 'open'; readonly url: string; readonly kiosks: readonly EnrolledKiosk[] }
  | { readonly kind: 'show' }
  | { readonly kind: 'end' }

/** What it tells: something of one screen, at a moment of the wall's clock in ms; or what all of them show. */
export type KioskReport =
  | { readonly kind: 'attempt' | 'live' | 'closed' | 'signed-out'; readonly kiosk: number; readonly at: number }
  | { readonly kind: 'shown'; readonly shown: readonly (ReturnType<OpenKiosk['shown']> | null)[] }

const wall = () => performance.timeOrigin + performance.now()
const tell = (report: KioskReport) => process.send?.(report)
let open: readonly OpenKiosk[] = []

process.on('message', (order: KioskOrder) => {
  if (order.kind === 'end') process.exit(0)
  if (order.kind === 'show') return tell({ kind: 'shown', shown: open.map((kiosk) => kiosk.shown() ?? null) })
  open = order.kiosks.map((kiosk, at) => {
    const say = (kind: 'attempt' | 'live' | 'closed' | 'signed-out') => tell({ kind, kiosk: at, at: wall() })
    return openKiosk(order.url, kiosk, {
      onAttempt: () => say('attempt'),
      onLive: () => say('live'),
      onClosed: () => say('closed'),
      onSignedOut: () => say('signed-out'),
    })
  })
})
