import { spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { hashOfRow, NO_ROW, rowAfter, type AuditRow } from '../../../server/audit/audit-row.ts'
import { linesTo, type SyslogLine, type SyslogTarget } from '../../../server/audit/syslog/syslog-lines.ts'
import { syslogMessage } from '../../../server/audit/syslog/syslog-message.ts'
import { SyslogOut } from '../../../server/audit/syslog/syslog-out.ts'
import { systemClock } from '../../../server/runtime/clock.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { until } from '../../support/wall-server.ts'

const rowOf = (n: number, about = '330106', status = 200): AuditRow => {
  const entry = { who: 'desk', role: 'operator', from: '10.0.0.1', act: 'see', about, status }
  return rowAfter({ n: n - 1, hash: NO_ROW }, '2026-03-10T00:00:00.000Z', entry)
}
const SENDER = { host: 'wall one', pid: 7 }
const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** A collector on loopback: the messages whole, in their order. */
async function collector(protocol: SyslogTarget['protocol'], tls?: { readonly cert: string; readonly key: string }) {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  if (protocol === 'udp') {
    const socket = createSocket('udp4', (message) => heard.push(message.toString('latin1')))
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
    open.push(() => socket.close())
    return { heard, port: socket.address().port, hangUp: () => undefined }
  }
  const take = (socket: Socket) => {
    sockets.add(socket)
    let rest = ''
    socket.setEncoding('latin1').on('data', (text) => {
      rest += String(text)
      for (let frame = /^(\d+) /.exec(rest); frame; frame = /^(\d+) /.exec(rest)) {
        const end = frame[0].length + Number(frame[1])
        if (rest.length < end) return
        heard.push(rest.slice(frame[0].length, end))
        rest = rest.slice(end)
      }
    })
    socket.on('error', () => undefined)
  }
  const server: Server = tls === undefined ? createServer(take) : createTlsServer(tls, take)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(() => (sockets.forEach((socket) => socket.destroy()), server.close()))
  const hangUp = () => sockets.forEach((socket) => socket.destroy())
  return { heard, port: (server.address() as AddressInfo).port, hangUp }
}

function sendTo(target: SyslogTarget) {
  const parts = { to: 'x', open: linesTo(target), sender: SENDER, clock: systemClock, random: () => 0, onLost: () => undefined }
  const out = new SyslogOut(parts)
  open.push(() => out.stop())
  return out
}

/** A certificate of this hour for 127.0.0.1; undefined where no openssl is at hand. */
function ownCertificate() {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-tls-'))
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1']
  const name = ['-subj', '/CN=collector', '-addext', 'subjectAltName=IP:127.0.0.1']
  const { status } = spawnSync('openssl', ['req', '-x509', ...curve, ...name, '-keyout', key, '-out', cert])
  return status === 0 ? { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') } : undefined
}
const own = ownCertificate()

describe('the audit goes out by syslog', () => {
  // Fault seen: characters beyond ASCII sent as they are, without the mark that RFC 5424 wants before them.
  it('[AU5] as messages of RFC 5424 whose text is the row, its hash to be reckoned there', () => {
    const row = rowOf(3, '上城区', 403)
    const message = syslogMessage(row, SENDER).toString('latin1')
    expect(message).toMatch(/^<108>1 2026-03-10T00:00:00\.000Z wallone gridwall 7 audit - \{[ -~]+\}$/)
    const said = JSON.parse(message.slice(message.indexOf('{'))) as AuditRow
    expect(said).toEqual(row)
    expect(hashOfRow(said)).toBe(row.hash)
    expect(syslogMessage(rowOf(1), SENDER).toString()).toMatch(/^<110>1 /)
  })

  // Fault seen: the frame's number counting characters before the text was made, one too few.
  it.each(['udp', 'tcp'] as const)('[AU5] over %s to a collector on loopback, in order', async (protocol) => {
    const { heard, port } = await collector(protocol)
    const out = sendTo({ protocol, host: '127.0.0.1', port })
    for (let n = 1; n <= 20; n++) out.take(rowOf(n))
    await until(async () => heard.length === 20, 5_000, 'twenty messages')
    expect(heard.map((message) => /"n":(\d+)/.exec(message)?.[1])).toEqual(Array.from({ length: 20 }, (_, at) => `${at + 1}`))
    expect(out.state).toMatchObject({ state: 'open', sent: 20, waiting: 0, dropped: 0, fault: '' })
  })

  it.skipIf(own === undefined)('[AU5] over TLS to a collector that is trusted, to no other', async () => {
    const { heard, port } = await collector('tls', own)
    const stranger = sendTo({ protocol: 'tls', host: '127.0.0.1', port })
    stranger.take(rowOf(1))
    await until(async () => stranger.state.fault !== '', 5_000, 'a refusal')
    expect(stranger.state).toMatchObject({ state: 'lost', sent: 0, waiting: 1 })
    sendTo({ protocol: 'tls', host: '127.0.0.1', port, ca: own?.cert }).take(rowOf(2))
    await until(async () => heard.length === 1, 5_000, 'one message')
    expect(heard[0]).toContain('"n":2')
  })

  it('[AU5] comes back by itself to a collector that hung up', async () => {
    const { heard, port, hangUp } = await collector('tcp')
    const out = sendTo({ protocol: 'tcp', host: '127.0.0.1', port })
    out.take(rowOf(1))
    await until(async () => heard.length === 1, 5_000, 'the first message')
    hangUp()
    await until(async () => out.state.state === 'lost', 5_000, 'the loss')
    out.take(rowOf(2))
    await until(async () => heard.length === 2, 5_000, 'the second message')
  })

  // Fault seen: the queue without an end; the wait not doubled.
  it('[AU5] waits longer and longer, holds the newest rows and says how many it let go', async () => {
    const clock = manualClock(() => 0)
    const taken: string[] = []
    let [tries, isUp] = [0, false]
    const line: SyslogLine = { send: (message) => (taken.push(String(message)), Promise.resolve()), close: () => undefined }
    const lost: string[] = []
    const out = new SyslogOut({
      to: 'x',
      open: () => (tries++, isUp ? Promise.resolve(line) : Promise.reject(new Error('nobody'))),
      sender: SENDER,
      clock,
      random: () => 1,
      mostWaiting: 3,
      onLost: (reason) => lost.push(reason),
    })
    const settle = () => new Promise((resolve) => setImmediate(resolve))
    for (let n = 1; n <= 5; n++) out.take(rowOf(n))
    const seen: number[] = []
    for (const ms of [0, 999, 1, 1_999, 1, 4_000]) {
      await settle()
      clock.advance(ms)
      await settle()
      seen.push(tries)
    }
    expect(seen).toEqual([1, 1, 2, 2, 3, 4])
    expect(out.state).toEqual({ to: 'x', state: 'lost', sent: 0, waiting: 3, dropped: 2, fault: 'nobody' })
    isUp = true
    clock.advance(8_000)
    await settle()
    expect(taken.map((message) => /"n":(\d+)/.exec(message)?.[1])).toEqual(['3', '4', '5'])
    expect([out.state.state, lost]).toEqual(['open', ['nobody']])
  })
})
