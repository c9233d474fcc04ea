import { performance } from 'node:perf_hooks'
import { socketIoPort } from '../../client/connection/socket-io-port.ts'
import { openFrame } from '../../shared/protocol/frame-codec.ts'
import { PROTOCOL_VERSION } from '../../shared/protocol/messages.ts'

/** What this process tells its parent: all screens hold their snapshot; or a publication reached the first of them. */
export type ScreenReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reached'; readonly logSeq: number; readonly at: number }
  | { readonly kind: 'lost'; readonly reason: string }

const [url = '', count = '1', node = '', depth = '1'] = process.argv.slice(2)
const SCREENS = Number(count)
const wall = () => performance.timeOrigin + performance.now()
const tell = (report: ScreenReport) => process.send?.(report)

let held = 0

/** One screen: takes every frame, answers for it, and (the first) says how far the log it shows reaches. */
function openScreen(index: number): void {
  let first = true
  const port = socketIoPort(url)('websocket', {
    opened() {
      port.send('subscribe', { protocol: PROTOCOL_VERSION, sub: 1, scope: { node, depth: Number(depth), events: true } })
    },
    heard(name, message) {
      if (name !== 'frame') return
      const { head, resolve } = openFrame(message as Uint8Array)
      port.send('applied', { sub: 1, seq: head.seq })
      if (index === 0) tell({ kind: 'reached', logSeq: resolve({ value: () => 0, cell: () => 0 }).logSeq, at: wall() })
      if (first && ++held === SCREENS) tell({ kind: 'ready' })
      first = false
    },
    closed: (reason) => tell({ kind: 'lost', reason }),
  })
}

for (let index = 0; index < SCREENS; index++) openScreen(index)
process.on('message', () => process.exit(0))
