import type { DownMessages, UpMessages } from '../../shared/protocol/messages.ts'

/** What a connection needs of a socket; one port is one attempt. */
export interface SocketPort {
  send<K extends keyof UpMessages>(name: K, message: Parameters<UpMessages[K]>[0]): void
  close(): void
}

export type Transport = 'websocket' | 'polling'

/** What a port reports. After `closed` nothing more comes. */
export interface SocketListener {
  /** Also when a polling connection becomes a WebSocket. */
  opened(transport: Transport): void
  /** In the order in which they came; the bytes of a frame inflated. */
  heard<K extends keyof DownMessages>(name: K, message: Parameters<DownMessages[K]>[0]): void
  closed(reason: string): void
}

/** Starts one attempt; `first` is the transport to begin with. */
export type OpenSocket = (first: Transport, listener: SocketListener) => SocketPort

/** Time and chance of the page, as arguments. */
export interface PageClock {
  /** Monotonic milliseconds. */
  now(): number
  after(ms: number, task: () => void): () => void
  every(ms: number, task: () => void): () => void
  /** 0 ≤ x < 1. */
  random(): number
}
