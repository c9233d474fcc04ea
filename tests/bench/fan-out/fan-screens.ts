import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { PROTOCOL_VERSION } from '../../../shared/protocol/messages.ts'
import type { ScreensOrder, ScreensWord } from './fan-words.ts'

/** Screens on raw sockets in a process of their own, so that reading costs next to nothing. */
const stamp = () => performance.timeOrigin + performance.now()
const SAMPLE = 4
const MASK = Buffer.from([1, 2, 3, 4])
let latencies: number[] = []
let messages = 0

function textFrame(text: string): Buffer {
  const body = Buffer.from(text)
  const head =
    body.length < 126 ? Buffer.from([0x81, 0x80 | body.length]) : Buffer.from([0x81, 0xfe, body.length >> 8, body.length & 255])
  for (let i = 0; i < body.length; i += 1) body[i] = (body[i] ?? 0) ^ (MASK[i & 3] ?? 0)
  return Buffer.concat([head, MASK, body])
}

const SUBSCRIBE = `42["subscribe",{"protocol":${PROTOCOL_VERSION},"sub":1,"scope":{"node":"C","depth":0,"events":false}}]`

/** Reads frames out of what came; answers the rest. */
function readFrames(bytes: Buffer, onFrame: (code: number, body: Buffer) => void): Buffer {
  let at = 0
  while (at + 2 <= bytes.length) {
    const short = (bytes[at + 1] ?? 0) & 127
    const head = short === 126 ? 4 : short === 127 ? 10 : 2
    if (at + head > bytes.length) break
    const length = short === 126 ? bytes.readUInt16BE(at + 2) : short === 127 ? Number(bytes.readBigUInt64BE(at + 2)) : short
    if (at + head + length > bytes.length) break
    onFrame((bytes[at] ?? 0) & 15, bytes.subarray(at + head, at + head + length))
    at += head + length
  }
  return bytes.subarray(at)
}

/** Opens one screen; `wall` speaks Socket.IO, acknowledges every second frame and subscribes once. */
function openScreen(port: number, wall: boolean): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let [rest, shaken, seq]: [Buffer, boolean, number] = [Buffer.alloc(0), false, -1]
    socket.setNoDelay(true)
    socket.once('error', reject)
    const path = wall ? '/socket.io/?EIO=4&transport=websocket' : '/'
    const key = randomBytes(16).toString('base64')
    const lines = [`GET ${path} HTTP/1.1`, 'Host: x', 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13']
    socket.write([...lines, `Sec-WebSocket-Key: ${key}`, '', ''].join('\r\n'))
    const onText = (text: string) => {
      if (text.startsWith('0')) socket.write(textFrame('40'))
      else if (text === '2') socket.write(textFrame('3'))
      else if (text.startsWith('40')) socket.write(textFrame(SUBSCRIBE))
    }
    const onFrame = (code: number, body: Buffer) => {
      if (code === 1) return onText(body.toString())
      if (code !== 2) return
      if (wall && seq < 0) resolve(socket)
      else {
        messages += 1
        if (messages % SAMPLE === 0) latencies.push(stamp() - body.readDoubleLE(4))
      }
      seq += 1
      if (seq % 2 === 0) socket.write(textFrame(wall ? `42["applied",{"sub":1,"seq":${Number.MAX_SAFE_INTEGER}}]` : 'ok'))
    }
    socket.on('data', (come) => {
      let bytes = rest.length > 0 ? Buffer.concat([rest, come]) : come
      if (!shaken) {
        const end = bytes.indexOf('\r\n\r\n')
        if (end < 0) return void (rest = bytes)
        shaken = true
        bytes = bytes.subarray(end + 4)
        if (!wall) resolve(socket)
      }
      rest = Buffer.from(readFrames(bytes, onFrame))
    })
  })
}

async function openMany(port: number, wall: boolean, count: number): Promise<Socket[]> {
  const all: Socket[] = []
  while (all.length < count)
    all.push(...(await Promise.all(Array.from({ length: Math.min(50, count - all.length) }, () => openScreen(port, wall)))))
  return all
}

const say = (word: ScreensWord) => process.send?.(word)

async function obey(order: ScreensOrder): Promise<void> {
  if (order.kind === 'open') {
    await openMany(order.wall, true, order.count)
    await openMany(order.bare, false, order.count)
    say({ kind: 'opened' })
  } else if (order.kind === 'stuck') {
    for (const socket of await openMany(order.wall, true, order.count)) socket.pause()
    say({ kind: 'opened' })
  } else {
    const sorted = latencies.sort((a, b) => a - b)
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN
    say({ kind: 'taken', messages, p50: at(0.5), p99: at(0.99) })
    latencies = []
    messages = 0
  }
}

process.on('message', (order: ScreensOrder) => void obey(order))
process.on('disconnect', () => process.exit())
