import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { createHub } from '../../../server/stream/hub.ts'
import { socketIoPort } from '../../../server/stream/socket-io-port.ts'
import { systemClock } from '../../../server/runtime/clock.ts'
import { seededRandom } from '../../support/random.ts'
import { smallCity } from '../../support/small-city.ts'
import { wallSim } from '../../support/wall-sim.ts'
import type { ServerOrder, ServerWord } from './fan-words.ts'

/**
 * The product's stream and a bare `ws` server in one process, fed in turn with the same bytes. No beat, no
 * publishing: only what a frame costs from the hub to the network.
 */
const random = seededRandom(4)
let size = 2048
const stamp = () => performance.timeOrigin + performance.now()

/** Bytes with little to squeeze, as deflated frames are, with the time at offset 4. */
function makeFrame(): Buffer {
  const bytes = Buffer.allocUnsafe(size)
  for (let i = 0; i < size; i += 4) bytes.writeInt32LE((random() * 2 ** 32) | 0, i)
  bytes.writeDoubleLE(stamp(), 4)
  return bytes
}

const listen = (server: Server) =>
  new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))

const sim = wallSim(smallCity(), random)
const wallHttp = createServer()
const empty = sim.publisher.published
const hub = createHub({
  published: empty,
  tree: sim.tree,
  clock: { ...systemClock, every: () => () => undefined },
  port: socketIoPort(wallHttp),
  version: '1',
  build: 'b',
  clockSuspect: () => false,
  viewOf: ({ events }) => ({ spec: { events }, snapshot: () => ({}) as never, delta: () => ({}) as never }),
  rewind: (base) => ({ base }) as never,
  encode: makeFrame,
})

const bareHttp = createServer()
const bare = new WebSocketServer({ server: bareHttp, perMessageDeflate: false })
let heard = 0
bare.on('connection', (socket: WebSocket) => socket.on('message', () => (heard += 1)))

function sendOnce(to: 'wall' | 'bare'): void {
  if (to === 'bare') {
    const frame = makeFrame()
    for (const socket of bare.clients) socket.send(frame, { binary: true })
    return
  }
  sim.figures.set(0, 0, (heard += 1))
  sim.publisher.flush()
  hub.publish()
}

const say = (word: ServerWord) => process.send?.(word)

async function run({ to, times, everyMs }: Extract<ServerOrder, { kind: 'run' }>): Promise<void> {
  const before = process.cpuUsage()
  let next = performance.now()
  for (let i = 0; i < times; i += 1) {
    sendOnce(to)
    next += everyMs
    await new Promise((wake) => setTimeout(wake, Math.max(0, next - performance.now())))
  }
  await new Promise((wake) => setTimeout(wake, 200))
  const used = process.cpuUsage(before)
  say({ kind: 'ran', cpuMs: (used.user + used.system) / 1000 })
}

function memory(): void {
  for (let i = 0; i < 3; i += 1) globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  say({ kind: 'memory', bytes: heapUsed + external })
}

process.on('message', (order: ServerOrder) => {
  if (order.kind === 'size') size = order.bytes
  else if (order.kind === 'run') void run(order)
  else memory()
})
process.on('disconnect', () => process.exit())
say({ kind: 'listening', wall: await listen(wallHttp), bare: await listen(bareHttp) })
