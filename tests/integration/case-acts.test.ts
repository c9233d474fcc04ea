import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isSigned, signatureOf } from '../../server/outbox/signature.ts'
import { SMALL_CATALOGUE } from '../support/small-catalogue.ts'
import { smallPack, writePack } from '../support/small-pack.ts'
import { startWall, until, type WallServer } from '../support/wall-server.ts'

const SECRET = 'a secret of the two systems'
const nowS = () => Math.floor(Date.now() / 1000)

interface Handed {
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

describe('acts on cases', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-acts-'))
  const handed: Handed[] = []
  /** Status codes of the next answers; 202 when there are none. */
  const answers: number[] = []
  let record: Server
  let wall: WallServer
  let args: readonly string[]

  const call = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(wall.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: text,
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const acts = async () =>
    ((await (await fetch(`${wall.url}/api/v1/cases/K1`)).json()) as { acts: { id: string; state: string; number: string }[] })
      .acts

  beforeAll(async () => {
    record = createServer((request, response) => {
      let text = ''
      request.on('data', (piece: Buffer) => (text += piece.toString()))
      request.on('end', () => {
        handed.push({ headers: request.headers, text })
        response.writeHead(answers.shift() ?? 202).end()
      })
    })
    await new Promise<void>((resolve) => record.listen(0, '127.0.0.1', resolve))
    writePack(folder, { ...smallPack(), catalogue: SMALL_CATALOGUE })
    const url = `http://127.0.0.1:${(record.address() as AddressInfo).port}/acts`
    args = ['--city', folder, '--feed', 'none', '--record-url', url, '--record-secret', SECRET]
    wall = await startWall({ args })
    const event = {
      kind: 'case',
      id: 'e1',
      source: 'a',
      occurredAt: new Date().toISOString(),
      node: 'C-0-1',
      caseId: 'K1',
      step: 'reported',
      type: 'thing',
    }
    await call('/api/v1/events', [event])
  }, 60_000)
  afterAll(async () => {
    await wall?.stop()
    wall?.forget()
    record.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('[OB1] an act that cannot be is refused by name before anything is written', async () => {
    const refused = await Promise.all([
      call('/api/v1/cases/K1/acts', { action: 'reassign' }),
      call('/api/v1/cases/K1/acts', { action: 'reassign', unit: 'nobody' }),
      call('/api/v1/cases/K1/acts', { action: 'extend', dueAt: '2020-01-01T00:00:00+08:00' }),
      call('/api/v1/cases/K1/acts', { action: 'urge', comment: '请联系 13800138000' }),
      call('/api/v1/cases/K1/acts', { action: 'reopen' }),
      call('/api/v1/cases/K1/acts', { action: 'delete' }),
      call('/api/v1/cases/none/acts', { action: 'urge' }),
    ])
    expect(refused.map(({ status, body }) => [status, body['code']])).toEqual([
      [400, 'bad-body'],
      [400, 'unknown-unit'],
      [400, 'bad-due-time'],
      [400, 'personal-data'],
      [409, 'case-open'],
      [400, 'bad-body'],
      [404, 'unknown-case'],
    ])
    expect([handed.length, await acts()]).toEqual([0, []])
  })

  // Fault seen: the outbox kept in memory alone, whose act a kill lost.
  it('[OB1] [OB2] [OB3] an act survives a kill, is handed over signed under one number, and awaits its receipt', async () => {
    answers.push(503)
    const key = { 'idempotency-key': 'desk-1' }
    const first = await call('/api/v1/cases/K1/acts', { action: 'reassign', unit: 'unit', comment: '改由该单位办理' }, key)
    expect([first.status, first.body['state']]).toEqual([202, 'awaiting'])
    expect(
      (await call('/api/v1/cases/K1/acts', { action: 'reassign', unit: 'unit', comment: '改由该单位办理' }, key)).body['id'],
    ).toBe(first.body['id'])
    expect((await call('/api/v1/cases/K1/acts', { action: 'urge' }, key)).status).toBe(409)
    await wall.kill()
    wall = await startWall({ args, dataDir: wall.dataDir })
    await until(() => Promise.resolve(handed.length >= 2), 15_000, 'the act is handed over again')
    const { headers, text } = handed.at(-1)!
    expect(headers['idempotency-key']).toBe(first.body['id'])
    expect(JSON.parse(text)).toMatchObject({ id: first.body['id'], caseId: 'K1', action: 'reassign', unit: 'unit' })
    expect(isSigned(String(headers['gridwall-signature']), text, { secret: SECRET, second: nowS() })).toBe(true)
    expect(await acts()).toMatchObject([{ id: first.body['id'], state: 'awaiting' }])
    const receipt = JSON.stringify({ status: 'received', number: 'SR-9' })
    const path = `/api/v1/acts/${String(first.body['id'])}/receipt`
    expect((await call(path, receipt, { 'gridwall-signature': signatureOf('some other secret', nowS(), receipt) })).status).toBe(
      401,
    )
    expect((await call(path, receipt, { 'gridwall-signature': signatureOf(SECRET, nowS(), receipt) })).status).toBe(200)
    expect(await acts()).toMatchObject([{ state: 'received', number: 'SR-9' }])
    await wall.kill()
    wall = await startWall({ args, dataDir: wall.dataDir })
    expect(await acts()).toMatchObject([{ state: 'received', number: 'SR-9' }])
  }, 60_000)
})
