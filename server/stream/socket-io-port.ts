import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import type { DownMessages, UpMessages } from '../../shared/protocol/messages.ts'
import type { StreamPort } from './stream-port.ts'
import { websocketFrame } from './websocket-frame.ts'

/** Largest message a screen may send, bytes. */
const LARGEST_UP_BYTES = 16 * 1024
const UP_NAMES = ['subscribe', 'unsubscribe', 'applied'] as const

type Screen = Socket<UpMessages, DownMessages>

/** Written but not yet sent: the engine keeps its queue to itself, so its length is read with care. */
function backlogOf(screen: Screen): number {
  const { writeBuffer } = screen.conn as unknown as { readonly writeBuffer?: readonly unknown[] }
  return writeBuffer?.length ?? 0
}

type EnginePackets = { readonly type: 'message'; readonly data: Buffer; readonly options: { readonly compress: boolean } }[]

/** Straight to a transport that is idle, which spares the engine's queue and its events; else in line. */
function writeTo({ conn }: Screen, packets: EnginePackets): void {
  const { transport } = conn
  if (transport.name === 'websocket' && transport.writable && conn.readyState === 'open') transport.send(packets)
  else for (const { data, options } of packets) conn.write(data, options)
}

/**
 * Attaches Socket.IO at `/socket.io`. A frame is one binary message of its own: its WebSocket bytes are made
 * once and written to every screen; a polling screen gets the same bytes in its own form. ST3
 */
export function socketIoPort(http: HttpServer): StreamPort {
  const io = new Server<UpMessages, DownMessages>(http, {
    path: '/socket.io',
    serveClient: false,
    transports: ['websocket', 'polling'],
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: LARGEST_UP_BYTES,
    pingInterval: 10_000,
    pingTimeout: 20_000,
  })
  const screens = new Map<string, Screen>()
  return {
    onScreen(listener) {
      io.on('connection', (socket) => {
        screens.set(socket.id, socket)
        const heard = listener({
          id: socket.id,
          send: (name, message) => socket.emit(name, ...([message] as Parameters<DownMessages[typeof name]>)),
          backlog: () => backlogOf(socket),
          close: () => socket.disconnect(true),
        })
        for (const name of UP_NAMES) socket.on(name, (message: unknown) => heard.heard(name, message))
        socket.on('disconnect', () => {
          screens.delete(socket.id)
          heard.gone()
        })
      })
    },
    broadcast(ids, bytes) {
      const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      const options = { compress: false, wsPreEncodedFrame: [websocketFrame(bytes)] }
      const packets: EnginePackets = [{ type: 'message', data, options }]
      for (const id of ids) {
        const screen = screens.get(id)
        if (screen) writeTo(screen, packets)
      }
    },
    beat: (message) => void io.volatile.emit('beat', message),
    close() {
      io.disconnectSockets(true)
      io.engine.close()
    },
  }
}
