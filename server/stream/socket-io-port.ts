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
  return {
    onScreen(listener) {
      io.on('connection', (socket) => {
        const heard = listener({
          id: socket.id,
          send: (name, message) => socket.emit(name, ...([message] as Parameters<DownMessages[typeof name]>)),
          backlog: () => backlogOf(socket),
          close: () => socket.disconnect(true),
        })
        for (const name of UP_NAMES) socket.on(name, (message: unknown) => heard.heard(name, message))
        socket.on('disconnect', () => heard.gone())
      })
    },
    broadcast(ids, bytes) {
      const options = { compress: false, wsPreEncodedFrame: [websocketFrame(bytes)] }
      const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (const id of ids) io.sockets.sockets.get(id)?.conn.write(body, options)
    },
    beat: (message) => void io.volatile.emit('beat', message),
    close() {
      io.disconnectSockets(true)
      io.engine.close()
    },
  }
}
