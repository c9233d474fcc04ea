import { Manager, type Socket } from 'socket.io-client'
import { Decoder, Encoder, PacketType } from 'socket.io-parser'
import type { DownMessages, UpMessages } from '../../shared/protocol/messages.ts'
import { InOrder } from './in-order.ts'
import { inflate } from './inflate.ts'
import type { OpenSocket, PageClock, Transport } from './socket-port.ts'

/** A binary message on its own is the event `frame`; everything else is Socket.IO's own text form. ST3 */
class FrameDecoder extends Decoder {
  override add(message: unknown): void {
    if (typeof message === 'string') super.add(message)
    else this.emitReserved('decoded', { type: PacketType.EVENT, nsp: '/', data: ['frame', bytesOf(message)] })
  }
}

function bytesOf(message: unknown): Uint8Array {
  if (message instanceof ArrayBuffer) return new Uint8Array(message)
  if (message instanceof Uint8Array) return message
  throw new TypeError('a binary message that is not bytes')
}

/** How long one attempt may take: where WebSocket is blocked, polling has to stand within ten seconds. */
const OPENS_WITHIN_MS: Readonly<Record<Transport, number>> = { websocket: 4_000, polling: 8_000 }

const NAMES = ['welcome', 'frame', 'beat', 'refused', 'closing'] as const satisfies readonly (keyof DownMessages)[]

/** Opens Socket.IO connections to the server of a page at `url`. `fallback`: the transports of an attempt that begins with polling. */
export function socketIoPort(url: string, fallback: Transport[] = ['polling', 'websocket']): OpenSocket {
  const at = new URL('socket.io', url)
  return (first, listener) => {
    const manager = new Manager(at.origin, {
      path: at.pathname,
      transports: first === 'websocket' ? ['websocket'] : fallback,
      reconnection: false,
      autoConnect: false,
      timeout: OPENS_WITHIN_MS[first],
      parser: { Encoder, Decoder: FrameDecoder },
    })
    const socket: Socket<DownMessages, UpMessages> = manager.socket('/')
    let closed = false
    const close = (reason: string) => {
      if (closed) return
      closed = true
      listener.closed(reason)
      socket.disconnect()
    }
    socket.on('connect', () => {
      const transport = () => manager.engine.transport.name as Transport
      listener.opened(transport())
      manager.engine.on('upgrade', () => listener.opened(transport()))
    })
    socket.on('connect_error', (reason) => close(reason.message))
    socket.on('disconnect', (reason) => close(reason))
    manager.on('error', (reason) => close(reason.message))
    const inOrder = new InOrder()
    const hand = (name: (typeof NAMES)[number], message: never) => !closed && listener.heard(name, message)
    for (const name of NAMES)
      socket.on(name, (message: never) => {
        if (name !== 'frame') return inOrder.put(() => hand(name, message))
        const opened = (bytes: Uint8Array) => hand(name, bytes as never)
        inOrder.putLater(inflate(message), opened, () => close('a frame that cannot be inflated'))
      })
    socket.connect()
    return {
      send: (name, message) => socket.emit(name, ...([message] as Parameters<UpMessages[typeof name]>)),
      close: () => close('closed by the page'),
    }
  }
}

/** The browser's time and chance. */
export const pageClock: PageClock = {
  now: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms)
    return () => clearTimeout(timer)
  },
  every(ms, task) {
    const timer = setInterval(task, ms)
    return () => clearInterval(timer)
  },
  random: () => Math.random(),
}
