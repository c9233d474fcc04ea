import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { Encoder } from 'socket.io-parser'
import type { DownMessages, UpMessages } from '../../shared/protocol/messages.ts'
import { ScreenLine, type EngineLine } from './screen-line.ts'
import { decoderOf, ScreenDecoder } from './socket-io-parser.ts'
import type { ScreenPass, StreamPort } from './stream-port.ts'
import { websocketFrame } from './websocket-frame.ts'

/** Largest message a screen may send, bytes. */
const LARGEST_UP_BYTES = 16 * 1024
const UP_NAMES = ['subscribe', 'unsubscribe', 'applied', 'report'] as const

/** Who may open a line and what comes through it. */
export interface SocketGate {
  /** True for a page of another server. */
  isForeign(request: IncomingMessage): boolean
  passOf(request: IncomingMessage): ScreenPass
}

/**
 * Attaches Socket.IO at `/socket.io`. A frame is one binary message of its own: its WebSocket bytes are made
 * once and written to every screen; a polling screen gets the same bytes in its own form. ST3
 */
export function socketIoPort(http: HttpServer, gate?: SocketGate): StreamPort {
  const io = new Server<UpMessages, DownMessages>(http, {
    path: '/socket.io',
    serveClient: false,
    transports: ['websocket', 'polling'],
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: LARGEST_UP_BYTES,
    pingInterval: 10_000,
    pingTimeout: 20_000,
    allowRequest: (request, answer) => answer(null, gate?.isForeign(request) !== true),
    parser: { Encoder, Decoder: ScreenDecoder },
  })
  const lines = new Map<string, ScreenLine>()
  return {
    onScreen(listener) {
      io.on('connection', (socket) => {
        const line = new ScreenLine(socket.conn as unknown as EngineLine)
        lines.set(socket.id, line)
        const heard = listener({
          id: socket.id,
          pass: gate?.passOf(socket.request),
          send: (name, message) => socket.emit(name, ...([message] as Parameters<DownMessages[typeof name]>)),
          backlog: () => line.backlog(),
          close: () => socket.disconnect(true),
        })
        const decoder = decoderOf(socket)
        if (decoder) decoder.applied = (message) => heard.heard('applied', message)
        for (const name of UP_NAMES) socket.on(name, (message: unknown) => heard.heard(name, message))
        socket.on('disconnect', () => {
          lines.delete(socket.id)
          heard.gone()
        })
      })
    },
    broadcast(ids, bytes) {
      const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      const frame = { data, websocket: websocketFrame(bytes) }
      for (const id of ids) lines.get(id)?.write(frame)
    },
    beat: (message) => void io.volatile.emit('beat', message),
    close() {
      io.disconnectSockets(true)
      io.engine.close()
    },
  }
}
