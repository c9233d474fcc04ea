import type { DownMessages, UpMessages } from '../../shared/protocol/messages.ts'

/** What the server says, and whether the line stands. */
export interface PortListener extends DownMessages {
  /** The line stands; `polling` is true while a proxy lets no WebSocket through. */
  connected(polling: boolean): void
  /** The line broke; the port tries again by itself, with a growing pause of at most 5 s. */
  disconnected(reason: string): void
}

/** The screen's end of the line. What is sent while the line is down is dropped: the listener subscribes again. */
export interface WallPort {
  send<Name extends keyof UpMessages>(name: Name, message: Parameters<UpMessages[Name]>[0]): void
  close(): void
}

export type OpenPort = (listener: PortListener) => WallPort
