import { createSocket } from 'node:dgram'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { counted } from './syslog-message.ts'

/** Where the audit goes out to; `ca` are PEM certificates to trust in place of the machine's. */
export interface SyslogTarget {
  readonly protocol: 'udp' | 'tcp' | 'tls'
  readonly host: string
  readonly port: number
  readonly ca?: string | undefined
}

/** An open way out. */
export interface SyslogLine {
  /** Resolves once the system took the message; rejects where it did not. */
  send(message: Buffer): Promise<void>
  close(): void
}

/** Opens a way out; `onLost` hears once that it is of no use any more. */
export type OpenLine = (onLost: (reason: unknown) => void) => Promise<SyslogLine>

const CONNECT_MS = 10_000

function openDatagrams({ host, port }: SyslogTarget): Promise<SyslogLine> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  socket.on('error', () => undefined)
  socket.unref()
  const send = (message: Buffer) =>
    new Promise<void>((resolve, reject) => {
      socket.send(message, port, host, (reason) => (reason ? reject(reason) : resolve()))
    })
  return Promise.resolve({ send, close: () => socket.close() })
}

function lineOver(socket: Socket): SyslogLine {
  const send = (message: Buffer) =>
    new Promise<void>((resolve, reject) => {
      socket.write(counted(message), (reason) => (reason ? reject(reason) : resolve()))
    })
  return { send, close: () => socket.end() }
}

function openStream({ protocol, host, port, ca }: SyslogTarget, onLost: (reason: unknown) => void): Promise<SyslogLine> {
  return new Promise((resolve, reject) => {
    const ready = () => {
      socket.setTimeout(0)
      resolve(lineOver(socket))
    }
    const trust = ca === undefined ? {} : { ca }
    const socket: Socket =
      protocol === 'tls' ? connectTls({ host, port, minVersion: 'TLSv1.2', ...trust }, ready) : connect({ host, port }, ready)
    let lost: unknown = new Error('the collector closed the line')
    socket.setKeepAlive(true, CONNECT_MS).setTimeout(CONNECT_MS, () => socket.destroy(new Error('no answer in time')))
    socket.on('error', (reason) => (lost = reason))
    socket.on('close', () => {
      reject(lost instanceof Error ? lost : new Error(String(lost)))
      onLost(lost)
    })
    socket.resume()
  })
}

/** How a target is reached: RFC 5426 over UDP, RFC 6587 over TCP, RFC 5425 over TLS. AU5 */
export function linesTo(target: SyslogTarget): OpenLine {
  return (onLost) => (target.protocol === 'udp' ? openDatagrams(target) : openStream(target, onLost))
}
