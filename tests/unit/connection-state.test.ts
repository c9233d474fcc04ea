import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BACK_OFF,
  FIRST_STATE,
  backOffMs,
  linkOf,
  nextConnection,
  type ConnectionInput,
} from '../../client/connection/connection-state.ts'
import { InOrder } from '../../client/connection/in-order.ts'
import { inflate } from '../../client/connection/inflate.ts'
import { smallCity } from '../support/small-city.ts'
import { seededRandom } from '../support/random.ts'
import { wallSim } from '../support/wall-sim.ts'

const inputs = fc.array(
  fc.oneof(
    fc.constantFrom<ConnectionInput>(
      { kind: 'opened', transport: 'websocket' },
      { kind: 'opened', transport: 'polling' },
      { kind: 'heard' },
      { kind: 'waited' },
    ),
    fc.double({ min: 0, max: 0.999, noNaN: true }).map((chance): ConnectionInput => ({ kind: 'closed', chance })),
  ),
  { maxLength: 60 },
)

describe('connection', () => {
  it('[ST8] never ends: from any state a wait and an opening lead back to open, and no wait is over 30 s', () =>
    fc.assert(
      fc.property(inputs, (list) => {
        const end = list.reduce(nextConnection, FIRST_STATE)
        if (end.state === 'waiting') expect(end.waitMs).toBeLessThan(BACK_OFF.capMs)
        const tried = nextConnection(nextConnection(end, { kind: 'waited' }), { kind: 'opened', transport: 'websocket' })
        expect(tried.state).toBe('open')
      }),
    ))

  it('[ST8] waits anything from nothing to the doubled second', () => {
    expect([0, 1, 2, 3, 9].map((attempt) => backOffMs(attempt, 0.5))).toEqual([500, 1000, 2000, 4000, 15_000])
    expect(backOffMs(5, 0)).toBe(0)
  })

  it('[ST3] tries polling after a WebSocket attempt that never opened, and then each in turn', () => {
    let state = FIRST_STATE
    const firsts: string[] = []
    for (let i = 0; i < 5; i += 1) {
      if (state.state === 'opening') firsts.push(state.first)
      state = nextConnection(nextConnection(state, { kind: 'closed', chance: 0 }), { kind: 'waited' })
    }
    expect(firsts).toEqual(['websocket', 'polling', 'websocket', 'polling', 'websocket'])
  })

  it('[ST9] is lost after six seconds without a word, whatever the socket says', () => {
    const open = [{ kind: 'opened', transport: 'websocket' }, { kind: 'heard' }] as const
    const state = (open as readonly ConnectionInput[]).reduce(nextConnection, FIRST_STATE)
    expect([0, 5999, 6000].map((silent) => linkOf(state, silent, false))).toEqual(['live', 'live', 'lost'])
    expect(linkOf(state, 0, true)).toBe('catching-up')
    expect(linkOf(FIRST_STATE, 0, false)).toBe('connecting')
  })

  // Faults seen: a hub that feeds what was never published (live, with no figures); the clock of a beat taken before the first.
  it('[ST12] catches up without a time until the server has published, even where there is nothing to publish', () => {
    const sim = wallSim(smallCity(), seededRandom(3))
    sim.figures.clock = 1_700_006_400
    const page = sim.openPage([{ node: 'C', depth: 1, events: false }])
    const told = () => {
      for (let i = 0; i < 5; i += 1) sim.sockets.flush()
      const { state, clock } = page.connection.link()
      return [state, clock]
    }
    expect(told()).toEqual(['catching-up', 0])
    sim.publisher.flush()
    sim.clock.advance(1000)
    expect(told()).toEqual(['live', 1_700_006_400])
    page.connection.close()
  })

  it('[ST9] a page that hears nothing says lost within six seconds and is live again when words come', () => {
    const sim = wallSim(smallCity(), seededRandom(3))
    const page = sim.openPage([{ node: 'C', depth: 1, events: false }])
    sim.publisher.flush()
    for (let i = 0; i < 5; i += 1) sim.sockets.flush()
    expect(page.connection.link().state).toBe('live')
    sim.clock.advance(6000)
    expect(page.links.at(-1)?.state).toBe('lost')
    for (let i = 0; i < 60; i += 1) {
      sim.clock.advance(1000)
      sim.sockets.flush()
    }
    expect(page.connection.link().state).toBe('live')
    page.connection.close()
  })
})

// Fault seen: what comes after a frame handed on at once.
it('[ST2] what comes after a frame waits until it is inflated, and bytes that are none are told in their place', async () => {
  const [inOrder, said] = [new InOrder(), [] as string[]]
  const say = (word: string) => () => void said.push(word)
  inOrder.put(say('welcome'))
  expect(said).toEqual(['welcome'])
  const frame = (text: string) => inflate(deflateRawSync(text)).then((bytes) => new TextDecoder().decode(bytes))
  const slow = frame('first').then((text) => new Promise<string>((done) => setImmediate(() => done(text))))
  inOrder.putLater(slow, (text) => said.push(text), say('broken'))
  inOrder.put(say('beat'))
  inOrder.putLater(frame('second'), (text) => said.push(text), say('broken'))
  inOrder.putLater(inflate(new Uint8Array([255, 255])), say('never'), say('broken'))
  await new Promise<void>((done) => inOrder.put(done))
  expect(said).toEqual(['welcome', 'first', 'beat', 'second', 'broken'])
})

// Fault seen: a task that threw left everything behind it waiting for ever.
it('[ST2] a message that fails holds up nothing behind it', async () => {
  const [inOrder, said, thrown] = [new InOrder(), [] as string[], [] as unknown[]]
  const hear = (reason: unknown) => void thrown.push(reason)
  const before = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException').on('uncaughtException', hear)
  const fails = () => {
    throw new Error('a bad message')
  }
  inOrder.putLater(Promise.resolve(), fails, () => undefined)
  inOrder.put(() => said.push('beat'))
  await new Promise<void>((done) => inOrder.put(() => setImmediate(done)))
  process.removeAllListeners('uncaughtException')
  for (const listener of before) process.on('uncaughtException', listener)
  expect([said, thrown]).toEqual([['beat'], [new Error('a bad message')]])
})
