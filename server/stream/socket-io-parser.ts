import type { Socket } from 'socket.io'
import { Decoder } from 'socket.io-parser'
import type { UpMessages } from '../../shared/protocol/messages.ts'

type Applied = Parameters<UpMessages['applied']>[0]

/** The acknowledgement as every page writes it; any other spelling takes the long way and means the same. */
const APPLIED = /^2\["applied",\{"sub":(\d{1,10}),"seq":(\d{1,16})\}\]$/

/**
 * Reads what screens send. Acknowledgements are nearly all of it, two a second for each screen: they go straight to
 * their listener, past the parse of JSON and the queue of events, which cost a server more than sending does. ST6
 */
export class ScreenDecoder extends Decoder {
  applied: ((message: Applied) => void) | undefined

  override add(message: unknown): void {
    const quick = this.applied && typeof message === 'string' ? APPLIED.exec(message) : null
    if (quick === null) super.add(message)
    else this.applied?.({ sub: Number(quick[1]), seq: Number(quick[2]) })
  }
}

/** The decoder of a connected screen, which Socket.IO keeps to itself. */
export function decoderOf({ client }: Socket): ScreenDecoder | undefined {
  const { decoder } = client as unknown as { readonly decoder?: unknown }
  return decoder instanceof ScreenDecoder ? decoder : undefined
}
