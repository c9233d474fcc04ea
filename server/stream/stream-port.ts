import type { DownMessages, ScreenReport, UpMessages } from '../../shared/protocol/messages.ts'

type Message<K extends keyof DownMessages> = Parameters<DownMessages[K]>[0]

/** What a screen may do, as the gate says it. AC1 */
export interface ScreenPass {
  /** False once nobody is signed in on it any more. */
  holds(): boolean
  may(name: keyof UpMessages, message: unknown): boolean
  /** The screen said how it is. DV4 */
  reported(report: ScreenReport): void
  /** Its line is closed. */
  gone(): void
}

/** One connected screen. */
export interface ScreenPort {
  readonly id: string
  /** Absent where no gate stands before the stream: everything is allowed. */
  readonly pass?: ScreenPass | undefined
  send<K extends Exclude<keyof DownMessages, 'frame'>>(name: K, message: Message<K>): void
  /** Messages written but not yet taken by the network. */
  backlog(): number
  close(): void
}

/** What a screen does; messages are as they came, unchecked. */
export interface ScreenListener {
  heard(name: keyof UpMessages, message: unknown): void
  gone(): void
}

/** What the hub needs of the network. */
export interface StreamPort {
  onScreen(listener: (screen: ScreenPort) => ScreenListener): void
  /** Writes one frame to many screens, encoded for the network once. ST4 */
  broadcast(ids: readonly string[], bytes: Uint8Array): void
  /** To all screens; dropped for a screen that cannot take it now. */
  beat(message: Message<'beat'>): void
  close(): void
}
