import type { Socket as TcpSocket } from 'node:net'
import type { Socket } from 'socket.io'
import type { DownMessages, UpMessages } from '../../shared/protocol/messages.ts'

type Screen = Socket<UpMessages, DownMessages>

/** One frame in both forms: the message for the engine, and its finished WebSocket bytes. */
export interface LineFrame {
  readonly data: Buffer
  readonly websocket: Buffer
}

/** What the engine and `ws` keep to themselves and a line needs of them. */
interface OpenTransport {
  readonly name: string
  writable: boolean
  readonly socket?: { readonly _socket?: TcpSocket | undefined } | undefined
  emit(name: 'ready'): unknown
}

/**
 * The way of frames to one screen. Where the network keeps up they go straight to its TCP socket, without the engine's
 * queue, its events and its callbacks; where it does not, the engine's queue fills and says so. ST3 ST6
 */
export class ScreenLine {
  readonly #screen: Screen
  /** The transport that was last found full by a frame of this line. */
  #full: OpenTransport | undefined
  readonly #written = () => this.#drained()

  constructor(screen: Screen) {
    this.#screen = screen
  }

  /** Messages written but not yet taken by the network, behind the one under way. */
  backlog(): number {
    const { writeBuffer } = this.#screen.conn as unknown as { readonly writeBuffer?: readonly unknown[] }
    return writeBuffer?.length ?? 0
  }

  write({ data, websocket }: LineFrame): void {
    const { conn } = this.#screen
    const transport = conn.transport as unknown as OpenTransport
    const tcp = transport.name === 'websocket' ? transport.socket?._socket : undefined
    if (tcp === undefined || !transport.writable || conn.readyState !== 'open')
      return void conn.write(data, { compress: false, wsPreEncodedFrame: [websocket] } as object)
    tcp.write(websocket, this.#written)
    if (tcp.writableLength === 0) return
    transport.writable = false
    this.#full = transport
  }

  #drained(): void {
    const full = this.#full
    if (full === undefined) return
    this.#full = undefined
    full.writable = true
    full.emit('ready')
  }
}
