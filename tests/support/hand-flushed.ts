import { inflateRawSync } from 'node:zlib'
import type { OpenSocket, SocketListener } from '../../client/connection/socket-port.ts'
import type { ScreenListener, ScreenPort, StreamPort } from '../../server/stream/stream-port.ts'

interface Pair {
  readonly id: string
  readonly page: SocketListener
  server: ScreenListener | undefined
  down: (() => void)[]
  up: (() => void)[]
  open: boolean
}

/** Sockets whose messages move only when the test lets them, one by one, and may be lost with their connection. */
export interface HandFlushed {
  readonly port: StreamPort
  readonly open: OpenSocket
  /** Frames written for the network, whatever the number of screens. */
  readonly broadcasts: () => number
  /** Delivers up to `count` messages of every pair, both ways. */
  flush(count?: number): void
  /** Cuts every pair for which `chosen` says so; what was under way is lost. */
  cut(chosen: (nth: number) => boolean): void
  /** Messages waiting towards pages. */
  waiting(): number
}

export function handFlushed(): HandFlushed {
  const pairs = new Map<string, Pair>()
  let join: (screen: ScreenPort) => ScreenListener = () => ({ heard: () => undefined, gone: () => undefined })
  let [next, broadcasts] = [0, 0]
  const toPage = (pair: Pair | undefined, task: (page: SocketListener) => void) => {
    if (pair?.open === true) pair.down.push(() => task(pair.page))
  }
  const end = (pair: Pair) => {
    if (!pair.open) return
    pair.open = false
    pairs.delete(pair.id)
    pair.server?.gone()
    pair.page.closed('cut')
  }
  return {
    port: {
      onScreen: (listener) => (join = listener),
      broadcast(ids, bytes) {
        broadcasts += 1
        for (const id of ids) toPage(pairs.get(id), (page) => page.heard('frame', inflateRawSync(bytes)))
      },
      beat(message) {
        for (const pair of pairs.values()) toPage(pair, (page) => page.heard('beat', message))
      },
      close: () => undefined,
    },
    open(_first, page) {
      const id = `s${(next += 1)}`
      const pair: Pair = { id, page, server: undefined, down: [], up: [], open: true }
      pairs.set(id, pair)
      pair.down.push(() => {
        pair.server = join({
          id,
          send: (name, message) => toPage(pair, (to) => to.heard(name, message)),
          backlog: () => Math.max(0, pair.down.length - 1),
          close: () => end(pair),
        })
        page.opened('websocket')
      })
      return {
        send: (name, message) => void pair.up.push(() => pair.server?.heard(name, structuredClone(message))),
        close: () => end(pair),
      }
    },
    broadcasts: () => broadcasts,
    flush(count = Number.POSITIVE_INFINITY) {
      for (const pair of pairs.values())
        for (const queue of [pair.down, pair.up])
          for (let i = 0; i < count && queue.length > 0 && pair.open; i += 1) queue.shift()?.()
    },
    cut(chosen) {
      for (const [nth, pair] of [...pairs.values()].entries()) if (chosen(nth)) end(pair)
    },
    waiting: () => [...pairs.values()].reduce((sum, pair) => sum + pair.down.length, 0),
  }
}
