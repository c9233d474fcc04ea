import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { ScreensOrder, ScreensWord, ServerOrder, ServerWord } from './fan-words.ts'

const start = (file: string): ChildProcess =>
  fork(join(import.meta.dirname, file), [], { execArgv: ['--import', 'tsx', '--expose-gc'] })

/** A server process and a process of screens; every order is answered by one word. */
export interface FanPair {
  readonly wall: number
  readonly bare: number
  server<K extends ServerWord['kind']>(order: ServerOrder, answer: K): Promise<Extract<ServerWord, { kind: K }>>
  size(bytes: number): void
  screens<K extends ScreensWord['kind']>(order: ScreensOrder, answer: K): Promise<Extract<ScreensWord, { kind: K }>>
  close(): void
}

const MOST_WAIT_MS = 60_000

function ask<W extends { readonly kind: string }>(child: ChildProcess, order: object | undefined, kind: string): Promise<W> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no ${kind} within ${MOST_WAIT_MS} ms`)), MOST_WAIT_MS)
    child.once('message', (word: W) => {
      clearTimeout(late)
      if (word.kind === kind) resolve(word)
      else reject(new Error(`${kind} expected, ${word.kind} came`))
    })
    if (order !== undefined) child.send(order)
  })
}

export async function startFanPair(): Promise<FanPair> {
  const server = start('fan-server.ts')
  const screens = start('fan-screens.ts')
  const { wall, bare } = await ask<Extract<ServerWord, { kind: 'listening' }>>(server, undefined, 'listening')
  return {
    wall,
    bare,
    server: (order, answer) => ask(server, order, answer),
    size: (bytes) => void server.send({ kind: 'size', bytes }),
    screens: (order, answer) => ask(screens, order, answer),
    close() {
      server.kill()
      screens.kill()
    },
  }
}
