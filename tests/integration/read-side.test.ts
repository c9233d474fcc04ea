import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Connection, type LinkReport } from '../../client/connection/connection.ts'
import { pageClock, socketIoPort } from '../../client/connection/socket-io-port.ts'
import type { OpenSocket } from '../../client/connection/socket-port.ts'
import { ScopeReplica } from '../../client/state/scope-replica.ts'
import { startReadServer, type ReadServer } from '../support/read-server.ts'
import type { ScopeSpec } from '../../shared/protocol/messages.ts'
import { smallCity } from '../support/small-city.ts'
import { until } from '../support/wall-server.ts'

let wall: ReadServer
beforeAll(async () => (wall = await startReadServer(smallCity())))
afterAll(() => wall.close())

function follow(open: OpenSocket, scope: ScopeSpec = { node: 'C', depth: 4, events: true }) {
  const replica = new ScopeReplica(scope)
  const links: LinkReport[] = []
  const connection = new Connection({ open, clock: pageClock, onLink: (link) => links.push(link) })
  const taken: string[] = []
  connection.follow({
    scope: replica.scope,
    held: () => replica.held,
    take(frame) {
      const { state } = replica.take(frame)
      taken.push(`${frame.head.base === undefined ? 'snapshot' : 'delta'} ${state}`)
      return state
    },
    refused: (reason) => taken.push(`refused ${reason}`),
  })
  return { replica, connection, links, taken }
}

let last = 0
const change = (times: number) => {
  for (let i = 0; i < times; i += 1) wall.figures.set(wall.keyOf('cases.open'), (i * 7) % 31, (last += 1))
  wall.read.poke()
}
const equalTo = (replica: ScopeReplica) => async () => {
  const { body } = await wall.get('/api/v1/state/hash?node=C&depth=4')
  return body['hash'] === replica.hash() && body['seq'] === replica.seq
}

describe('a screen on a real socket', () => {
  it('[ST3] gets a snapshot, then deltas, and has the hash the server tells over HTTP', async () => {
    const { replica, connection, taken, links } = follow(socketIoPort(wall.url))
    await until(async () => replica.seq >= 0, 5000, 'a snapshot')
    change(20)
    await until(async () => taken.includes('delta applied') && (await equalTo(replica)()), 5000, 'equal hashes')
    expect(taken[0]).toBe('snapshot applied')
    expect(links.at(-1)).toMatchObject({ state: 'live', polling: false, reload: false })
    connection.close()
  })

  it('[ST3] gets the same over polling where WebSocket is blocked, and says so', async () => {
    const blocked: OpenSocket = (_first, listener) => socketIoPort(wall.url, ['polling'])('polling', listener)
    const { replica, connection, links } = follow(blocked)
    await until(async () => replica.seq >= 0, 5000, 'a snapshot')
    change(9)
    await until(equalTo(replica), 5000, 'equal hashes')
    expect(links.at(-1)).toMatchObject({ state: 'live', polling: true })
    connection.close()
  })

  it('[PB2] reads no column where no source stands for it, and each number again once one does', async () => {
    // Fault seen: the column handed out whatever stood behind it; a city nobody had spoken of was drawn as 196 streets of the lowest tier.
    const { replica, connection } = follow(socketIoPort(wall.url))
    await until(async () => replica.seq >= 0, 5000, 'a snapshot')
    const key = wall.keyOf('cases.open')
    for (const state of ['none', 'off', 'late', 'live'] as const) {
      wall.figures.stand(key, state)
      wall.read.poke()
      await until(async () => replica.standing('cases.open') === state, 5000, state)
      expect([state, replica.column('cases.open') === undefined]).toEqual([state, state === 'none' || state === 'off'])
    }
    connection.close()
  })

  it('[SC-K2] a screen in public gets no alarm, no tier below the district and no event, whatever its scope asks for', async () => {
    const { replica, connection } = follow(socketIoPort(wall.url), { node: 'C', depth: 4, events: true, audience: 'public' })
    const staff = follow(socketIoPort(wall.url))
    await until(async () => replica.seq >= 0 && staff.replica.seq >= 0, 5000, 'snapshots')
    for (const node of [1, 3]) wall.figures.set(wall.keyOf('tier'), node, 4)
    wall.read.poke()
    const tiersOf = (of: ScopeReplica) => ['C1', 'C11'].map((code) => of.figure('tier', of.rowOf(code)).v)
    await until(async () => tiersOf(staff.replica)[0] === 4 && replica.seq === staff.replica.seq, 5000, 'both publications')
    const families = ({ keys }: ScopeReplica) => new Set(keys.map(({ base }) => base.split('.')[0]))
    expect([families(staff.replica).has('alarms'), families(replica).has('alarms')]).toEqual([true, false])
    expect([tiersOf(staff.replica), tiersOf(replica)]).toEqual([
      [4, 4],
      [4, null],
    ])
    expect(replica.scope).toMatchObject({ events: true, audience: 'public' })
    connection.close()
    staff.connection.close()
  })

  it('[SC-F2] before visitors a scope holds class T alone: neither numbers nor keys of what concerns persons', async () => {
    const { replica, connection } = follow(socketIoPort(wall.url), { node: 'C', depth: 4, events: false, audience: 'visitors' })
    await until(async () => replica.seq >= 0, 5000, 'a snapshot')
    // Fault seen: the audience left out of the scope's name; visitors then got the frames of staff.
    expect(new Set(replica.keys.map(({ cls }) => cls))).toEqual(new Set(['T']))
    expect(replica.keys.length).toBeGreaterThan(20)
    connection.close()
  })

  it('[ST6] resumes with the missing deltas after its connection was cut', async () => {
    const cut: (() => void)[] = []
    const open: OpenSocket = (first, listener) => {
      const port = socketIoPort(wall.url)(first, listener)
      cut.push(() => port.close())
      return port
    }
    const { replica, connection, taken } = follow(open)
    await until(async () => replica.seq >= 0, 5000, 'a snapshot')
    cut[0]?.()
    change(11)
    await until(equalTo(replica), 10_000, 'equal hashes')
    expect(taken.filter((word) => word === 'snapshot applied')).toHaveLength(1)
    connection.close()
  })

  it('[ST7] is refused a scope that does not exist and goes on', async () => {
    const taken: string[] = []
    const connection = new Connection({ open: socketIoPort(wall.url), clock: pageClock, onLink: () => undefined })
    const scope = { node: 'nowhere', depth: 0, events: false }
    connection.follow({ scope, held: () => undefined, take: () => 'old', refused: (reason) => taken.push(reason) })
    await until(async () => taken.length > 0, 5000, 'a refusal')
    expect(taken).toEqual(['unknown-node'])
    await until(async () => connection.link().state === 'live', 5000, 'a live link')
    connection.close()
  })
})

describe('reading over HTTP', () => {
  it('[PB8] shows all keys of the own level and the headline ones below', async () => {
    const { body } = await wall.get('/api/v1/state?node=C1&depth=1')
    const nodes = body['nodes'] as { code: string; level: string; values: Record<string, unknown> }[]
    expect(nodes.map(({ code, level }) => [code, level])).toEqual([
      ['C1', 'district'],
      ['C11', 'street'],
      ['C12', 'street'],
    ])
    expect(Object.keys(nodes[0]?.values ?? {}).length).toBeGreaterThan(200)
    expect(Object.keys(nodes[1]?.values ?? {})).toContain('tier')
    expect(Object.keys(nodes[1]?.values ?? {})).not.toContain('cases.step.1')
  })

  it.each([
    ['/api/v1/state?node=nowhere', 404, 'unknown-node'],
    ['/api/v1/state?nod=C', 400, 'unknown-parameter'],
    ['/api/v1/state?node=C&node=C1', 400, 'repeated-parameter'],
    ['/api/v1/state?depth=-1', 400, 'bad-parameter'],
    ['/api/v1/state?depth=99', 400, 'bad-parameter'],
    ['/api/v1/state?keys=nothing', 400, 'unknown-key'],
    ['/api/v1/state?cursor=abc', 400, 'bad-parameter'],
    ['/api/v1/state?cursor=abc-5000', 410, 'cursor-gone'],
    ['/api/v1/state/hash?seq=999999', 410, 'publication-gone'],
    ['/api/v1/events?since=yesterday', 400, 'bad-parameter'],
    ['/api/v1/events?cursor=none', 410, 'cursor-gone'],
    ['/api/v1/series?key=tier', 400, 'no-series'],
    ['/api/v1/series?key=p.events.day&window=h24', 400, 'closed-days-only'],
    ['/api/v1/series?key=p.events.day&node=C11111', 403, 'forbidden-level'],
    ['/api/v1/nodes/nowhere', 404, 'unknown-node'],
  ])('refuses %s with %i %s', async (path, status, code) => {
    const answer = await wall.get(path)
    expect([answer.status, answer.body['code']]).toEqual([status, code])
    expect(String(answer.body['title'])).toMatch(/\w+ .*\.$/)
  })

  it('[PB2] a key below its level is forbidden, not zero', async () => {
    const { body } = await wall.get('/api/v1/state?node=C11111&keys=p.events.day')
    expect((body['nodes'] as { values: object }[])[0]?.values).toMatchObject({ 'p.events.day': { v: null, state: 'forbidden' } })
  })

  it('answers the hash of an earlier publication as it was', async () => {
    const first = await wall.get('/api/v1/state/hash?node=C&depth=4')
    for (let i = 0; i < 3; i += 1) {
      const before = wall.read.published.seq
      change(3)
      await until(async () => wall.read.published.seq > before, 2000, 'a publication')
    }
    const again = await wall.get(`/api/v1/state/hash?node=C&depth=4&seq=${String(first.body['seq'])}`)
    expect(again.body).toEqual(first.body)
  })

  it('names a node with its path and the city with its levels', async () => {
    expect((await wall.get('/api/v1/nodes/C12')).body).toMatchObject({
      code: 'C12',
      rank: 2,
      parent: 'C1',
      path: [{ code: 'C' }, { code: 'C1' }, {}],
    })
    expect((await wall.get('/api/v1/city')).body).toMatchObject({
      code: 'C',
      levels: [{ count: 1 }, { count: 2 }, {}, {}, {}, {}, {}],
    })
  })
})
