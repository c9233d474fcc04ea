import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SMALL_ALARMS } from '../support/small-alarms.ts'
import { SMALL_CATALOGUE } from '../support/small-catalogue.ts'
import { smallPack, writePack } from '../support/small-pack.ts'
import { startWall, until, type WallServer } from '../support/wall-server.ts'
import type { HandoverAnswer, NoteList, ToldHandover } from '../../shared/protocol/shift-log.ts'

describe('the shift', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-shift-'))
  let wall: WallServer
  const args = ['--city', folder, '--feed', 'none']

  const get = async <T>(path: string) => (await (await fetch(wall.url + path)).json()) as T
  const post = async (path: string, body: unknown, key = '') => {
    const headers = { 'content-type': 'application/json', ...(key === '' ? {} : { 'idempotency-key': key }) }
    const response = await fetch(wall.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const aCase = (id: string, type: string, own: object = {}) => ({
    kind: 'case',
    id,
    source: 'a',
    occurredAt: new Date().toISOString(),
    node: 'C-0-1',
    caseId: id,
    step: 'reported',
    type,
    ...own,
  })
  const inMinutes = (n: number) => new Date(Date.now() + n * 60_000).toISOString()

  beforeAll(async () => {
    const pack = { ...smallPack(), catalogue: SMALL_CATALOGUE }
    pack.manifest['alarms'] = 'alarms.json'
    writePack(folder, pack)
    writeFileSync(join(folder, 'alarms.json'), JSON.stringify({ ...SMALL_ALARMS, rules: SMALL_ALARMS.rules.slice(0, 1) }))
    wall = await startWall({ args })
    const events = [
      aCase('danger', 'home'),
      aCase('late', 'thing', { occurredAt: inMinutes(-30), dueAt: inMinutes(-10) }),
      aCase('soon', 'thing', { dueAt: inMinutes(90) }),
      aCase('far', 'thing', { dueAt: inMinutes(300), supervised: true }),
    ]
    await post('/api/v1/events', events)
    await until(
      async () => (await get<HandoverAnswer>('/api/v1/shift/handover')).sheet.sections.unacknowledged.count === 1,
      5_000,
      'alarm',
    )
  }, 60_000)
  afterAll(async () => {
    await wall?.stop()
    wall?.forget()
    rmSync(folder, { recursive: true, force: true })
  })

  // Fault seen: the check for personal marks left out.
  it('[SH1] a note is told newest first with its post and place; a telephone number in it is refused and never written', async () => {
    expect(await post('/api/v1/shift/notes', { text: '请联系 13800138000' })).toMatchObject({
      status: 400,
      body: { code: 'personal-data' },
    })
    expect(await post('/api/v1/shift/notes', { text: 'x'.repeat(201) })).toMatchObject({ status: 400 })
    expect(await post('/api/v1/shift/notes', { text: '道路积水', node: 'C-0', post: 'shift' }, 'n1')).toMatchObject({
      status: 201,
    })
    await post('/api/v1/shift/notes', { text: '道路积水', node: 'C-0', post: 'shift' }, 'n1')
    await post('/api/v1/shift/notes', { text: '已排除' })
    const { notes } = await get<NoteList>('/api/v1/shift/notes')
    expect(notes).toMatchObject([
      { text: '已排除', post: 'desk', node: 'C' },
      { text: '道路积水', post: 'shift', node: 'C-0' },
    ])
    expect(readFileSync(join(wall.dataDir, 'log.db-wal')).includes('13800138000')).toBe(false)
  })

  // Fault seen: cases due later than in two hours taken in.
  it('[SH3] the sheet holds what stands open now, each with its place, and what was done', async () => {
    const { sheet } = await get<HandoverAnswer>('/api/v1/shift/handover?post=desk')
    const ids = (name: keyof typeof sheet.sections) => sheet.sections[name].rows.map(({ id }) => id)
    expect(sheet.sections.unacknowledged).toMatchObject({ count: 1, rows: [{ level: 1, place: { zh: '区0 › 第2网格' } }] })
    expect([ids('overdue'), ids('due'), ids('supervised'), ids('suspended')]).toEqual([['late'], ['soon'], ['far'], []])
    expect(sheet.done).toEqual([{ what: 'note', count: 2 }])
    expect((await fetch(`${wall.url}/api/v1/shift/handover?post=nobody`)).status).toBe(400)
  })

  // Fault seen: a figure without a number let through.
  it('[BR5] a post stands by a figure as it is published; what has no number cannot be confirmed', async () => {
    const asked = { node: 'C', key: 'cases.open', post: 'shift' }
    expect(await post('/api/v1/confirmed', asked)).toMatchObject({ status: 200, body: { v: 4 } })
    expect(await get('/api/v1/confirmed')).toMatchObject({ figures: [{ key: 'cases.open', v: 4, post: 'shift' }] })
    expect(await post('/api/v1/confirmed', { ...asked, key: 'cases.onTimeRate.month', node: 'C-1' })).toMatchObject({
      status: 409,
    })
    expect(await post('/api/v1/confirmed', { ...asked, post: 'a person' })).toMatchObject({ status: 400 })
  })

  // Fault seen: the digest not compared; a second taker let through; the acknowledgement left with the giving post.
  it('[SH4] [SH5] both sides sign one sheet, what the giving post owned passes on, and a new process knows all of it', async () => {
    const { alarms } = await get<{ alarms: { id: string }[] }>('/api/v1/alarms')
    await post(`/api/v1/alarms/${encodeURIComponent(alarms[0]?.id ?? '')}/ack`, { post: 'desk' })
    const waiting = async () =>
      (await get<HandoverAnswer>('/api/v1/shift/handover?post=desk')).sheet.sections.unacknowledged.count
    await until(async () => (await waiting()) === 0, 3_000, 'acknowledged')
    const given = (await post('/api/v1/shift/handover', { side: 'gives', post: 'desk' })).body as unknown as ToldHandover
    expect(given).toMatchObject({ given: { post: 'desk' }, sheet: { sections: { unacknowledged: { count: 0 } } } })
    const takes = { side: 'takes', post: 'shift', id: given.id }
    expect(await post('/api/v1/shift/handover', { ...takes, digest: '0'.repeat(64) })).toMatchObject({
      status: 409,
      body: { code: 'other-sheet' },
    })
    expect(await post('/api/v1/shift/handover', { ...takes, digest: given.digest })).toMatchObject({
      status: 200,
      body: { taken: { post: 'shift' } },
    })
    expect(await post('/api/v1/shift/handover', { ...takes, digest: given.digest })).toMatchObject({
      status: 409,
      body: { code: 'already-taken' },
    })
    const owner = async () =>
      (await get<{ alarms: { acknowledged?: { post: string } }[] }>('/api/v1/alarms')).alarms[0]?.acknowledged?.post
    await until(async () => (await owner()) === 'shift', 3_000, 'passed on')
    const { dataDir, port } = wall
    await wall.kill()
    wall = await startWall({ args, dataDir, port })
    await until(async () => (await owner()) === 'shift', 3_000, 'passed on')
    const { begun, sheet } = await get<HandoverAnswer>('/api/v1/shift/handover?post=shift')
    expect(begun).toMatchObject([{ id: given.id, digest: given.digest, given: { post: 'desk' }, taken: { post: 'shift' } }])
    expect(sheet.from).toBe(begun[0]?.taken?.at)
    expect((await get<NoteList>('/api/v1/shift/notes')).notes.length).toBe(2)
    expect(await get('/api/v1/confirmed')).toMatchObject({ figures: [{ key: 'cases.open', v: 4, post: 'shift' }] })
  }, 60_000)
})
