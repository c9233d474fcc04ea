import type { Socket as TcpSocket } from 'node:net'

/** One frame in both forms: the message for the engine, and its finished WebSocket bytes. */
export interface LineFrame {
  readonly data: Buffer
  readonly websocket: Buffer
}

/** A connection of the engine as far as a line needs it; its queue and its sockets are the engine's own and not typed there. */
export interface EngineLine {
  readonly transport: OpenTransport
  readonly readyState: string
  readonly writeBuffer?: readonly unknown[] | undefined
  write(data: Buffer, options: { readonly compress: boolean; readonly wsPreEncodedFrame: readonly Buffer[] }): unknown
}

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
  readonly #engine: EngineLine
  /** The transport that was last found full by a frame of this line. */
  #full: OpenTransport | undefined
  readonly #written = () => this.#drained()

  constructor(engine: EngineLine) {
    this.#engine = engine
  }

  /** Messages written but not yet taken by the network, behind the one under way. */
  backlog(): number {
    return this.#engine.writeBuffer?.length ?? 0
  }

  write({ data, websocket }: LineFrame): void {
    const { transport, readyState } = this.#engine
    const tcp = transport.name === 'websocket' ? transport.socket?._socket : undefined
    if (tcp === undefined || !transport.writable || readyState !== 'open')
      return void this.#engine.write(data, { compress: false, wsPreEncodedFrame: [websocket] })
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
