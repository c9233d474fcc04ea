import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SMALL_CATALOGUE } from '../support/small-catalogue.ts'
import { smallPack, writePack } from '../support/small-pack.ts'
import { startWall, type WallServer } from '../support/wall-server.ts'

const MINUTE = 60_000
const BASE = Math.floor(Date.now() / 1000) * 1000 - 40 * MINUTE
const iso = (minutes: number) => new Date(BASE + minutes * MINUTE).toISOString()

interface Found {
  readonly id: string
  readonly dueAt?: string
}
/** What this file reads of any answer. */
interface Body {
  readonly logSeq: number
  readonly nodes: readonly { readonly values: Readonly<Record<string, { readonly v: number }>> }[]
  readonly cases: readonly Found[]
  readonly cursor?: string
  readonly code?: string
  readonly link?: string
  readonly units: readonly object[]
  readonly milestones: readonly object[]
  readonly left: { readonly amount: number }
  readonly steps: readonly {
    readonly step: string | number
    readonly occurredAt: string
    readonly open: number
    readonly longest?: object
  }[]
}
interface Answer {
  readonly status: number
  readonly body: Body
}

let serial = 0
/** Of these person-related: no number that is told counts them. */
let persons = 0
const step = (caseId: string, name: string, minutes: number, more: object = {}) => ({
  kind: 'case',
  id: `e${serial++}`,
  source: 'a',
  occurredAt: iso(minutes),
  node: 'C-0-1',
  caseId,
  step: name,
  type: 'thing',
  ...more,
})

/** The bulletin of Tianmen, December 2016, as events: 1,054 accepted, 996 filed, 972 due, 911 closed, 737 on time. */
function bulletin(): object[] {
  const events: object[] = []
  for (let i = 0; i < 1054; i++) {
    const type = i < 956 || i >= 972 ? 'thing' : 'part'
    const facts = { type, origin: i < 953 ? 'patrol' : 'resident' }
    events.push(step(`g${i}`, 'reported', 0, facts))
    if (i >= 996) continue
    const dueAt = iso(i < 972 ? 20 : 6000)
    events.push(step(`g${i}`, 'filed', 1, { ...facts, dueAt }))
    const closes = i < 902 || (i >= 956 && i < 965)
    if (closes) events.push(step(`g${i}`, 'closed', i < 737 ? 15 : 25, { type }))
  }
  return events
}

describe('the closed loop over HTTP', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-loop-'))
  let wall: WallServer
  let receipt: object

  const get = async (path: string): Promise<Answer> => {
    const response = await fetch(wall.url + path)
    return { status: response.status, body: (await response.json()) as Body }
  }
  const post = async (events: readonly object[]) => {
    const response = await fetch(`${wall.url}/api/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(events),
    })
    return (await response.json()) as { accepted: number; errors: unknown[] }
  }
  /** Figures of the city once everything posted has been published. */
  const figures = async (keys: readonly string[]) => {
    for (;;) {
      const { body } = await get(`/api/v1/state?keys=${keys.join(',')}`)
      // The first number is the act that names the pack.
      if (body.logSeq > serial - persons) return keys.map((key) => body.nodes[0]!.values[key]!.v)
    }
  }

  beforeAll(async () => {
    const pack = smallPack()
    const part = { ...SMALL_CATALOGUE.types[0]!, code: 'part', group: 'part' }
    pack.catalogue = { ...SMALL_CATALOGUE, types: [...SMALL_CATALOGUE.types, part] }
    pack.manifest['calendar'] = 'calendar.json'
    writePack(folder, pack)
    const link = 'https://record.example/case/{case}'
    const limit = {
      types: ['timed'],
      milestones: [{ code: 'handled', name: { zh: '处置', en: 'Handled' }, limit: { amount: 2, clock: 'hours' } }],
    }
    const office = [{ sessions: [['08:30', '17:30']] }]
    const calendar = { version: '1', startsAt: 'dispatched', years: [], officeHours: office, limits: [limit], caseLink: link }
    writeFileSync(join(folder, 'calendar.json'), JSON.stringify(calendar))
    wall = await startWall({ args: ['--city', folder, '--feed', 'none'] })
    receipt = await post(bulletin())
  }, 60_000)
  afterAll(async () => {
    await wall?.stop()
    wall?.forget()
    rmSync(folder, { recursive: true, force: true })
  })

  // Fault seen: closures divided by what was filed.
  it('[AG2] the golden bulletin comes out: 93.72, 75.82, 94.35, 56.25 and 95.68 of a hundred', async () => {
    expect(receipt).toMatchObject({ accepted: 1054 + 996 + 911, errors: [] })
    const rates = ['closureRate', 'onTimeRate', 'closureRate.events', 'closureRate.parts', 'patrolRate', 'filingRate']
    const percent = (await figures(rates.map((rate) => `cases.${rate}.all`))).map((v) => (v * 100).toFixed(2))
    expect(percent).toEqual(['93.72', '75.82', '94.35', '56.25', '95.68', (99600 / 1054).toFixed(2)])
    const counts = ['reported', 'filed', 'due', 'dueClosed', 'dueOnTime', 'due.events', 'due.parts', 'patrol']
    expect(await figures(counts.map((key) => `cases.${key}.all`))).toEqual([1054, 996, 972, 911, 737, 956, 16, 953])
    expect(await figures(['cases.open', 'cases.overdue'])).toEqual([1054 - 911, 972 - 911])
  })

  it('[CS7] open cases come in pages, the first due first, narrowed as asked', async () => {
    const found: Found[] = []
    let cursor = ''
    do {
      const { body } = await get(`/api/v1/cases?node=C-0${cursor}`)
      found.push(...body.cases)
      cursor = body.cursor === undefined ? '' : `&cursor=${body.cursor}`
    } while (cursor !== '')
    expect(new Set(found.map(({ id }) => id)).size).toBe(1054 - 911)
    const dues = found.map(({ dueAt }) => dueAt ?? '9999')
    expect(dues).toEqual([...dues].sort())
    const overdue = (await get('/api/v1/cases?overdue=true&type=part&step=2')).body.cases
    expect(overdue.map(({ id }) => id)).toEqual(['g965', 'g966', 'g967', 'g968', 'g969', 'g970', 'g971'])
    expect((await get('/api/v1/cases?node=C-1')).body.cases).toEqual([])
    const refused = await Promise.all(
      ['unit=nobody', 'step=9', 'overdue=maybe', 'cursor=x'].map((q) => get(`/api/v1/cases?${q}`)),
    )
    expect(refused.map(({ body }) => body.code)).toEqual(['unknown-unit', 'bad-parameter', 'bad-parameter', 'bad-cursor'])
  })

  it('[CS3] [CS5] one case tells every step with its time, its due time and what is left, in codes alone', async () => {
    const timed = { type: 'timed' }
    const walk = [
      step('w/1', 'reported', 0, timed),
      step('w/1', 'filed', 2, timed),
      step('w/1', 'dispatched', 5, { ...timed, unit: 'unit', supervised: true }),
      step('w/1', 'refused', 9, { ...timed, reason: 'outside' }),
      step('w/1', 'reassigned', 11, { ...timed, unit: 'unit' }),
      step('w/1', 'signed', 12, timed),
    ]
    expect((await post(walk)).errors).toEqual([])
    await figures(['cases.open'])
    const { body } = await get(`/api/v1/cases/${encodeURIComponent('w/1')}`)
    expect(body).toMatchObject({
      step: 3,
      life: 'open',
      dueAt: iso(125),
      dueGiven: false,
      unit: 'unit',
      supervised: true,
      overdue: false,
    })
    expect(body.link).toBe('https://record.example/case/w%2F1')
    expect(body.steps.map((row) => [row.step, row.occurredAt])).toEqual(
      [0, 2, 5, 9, 11, 12].map((minutes, at) => [walk[at]!.step, iso(minutes)]),
    )
    expect(body.steps[3]).toEqual({ step: 'refused', occurredAt: iso(9), reason: 'outside' })
    expect(body.milestones).toMatchObject([{ code: 'handled', dueAt: iso(125) }])
    expect(body.left.amount).toBeGreaterThan(1.2)
    expect(body.left.amount).toBeLessThan(1.5)
    expect(Object.keys(body).filter((key) => key === 'point' || key === 'seqs')).toEqual([])
  })

  it('[CS7] of P and X cases there is no trace, and an unknown number says so', async () => {
    expect(
      (await post([step('secret', 'reported', 3, { type: 'person' }), step('hidden', 'reported', 3, { type: 'sensitive' })]))
        .errors,
    ).toEqual([])
    persons += 2
    await figures(['cases.open'])
    const answers = await Promise.all(['secret', 'hidden', 'nothing'].map((id) => get(`/api/v1/cases/${id}`)))
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([1, 2, 3].map(() => [404, 'unknown-case']))
    expect(JSON.stringify((await get('/api/v1/cases')).body)).not.toMatch(/secret|hidden/)
  })

  it('[OB4] without a system of record an act answers 501 and names the way: the link by number', async () => {
    const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ action: 'urge' }) }
    const response = await fetch(`${wall.url}/api/v1/cases/g5/acts`, asked)
    expect([response.status, ((await response.json()) as Body).code]).toEqual([501, 'no-system-of-record'])
    expect((await get('/api/v1/cases/g970')).body).not.toHaveProperty('acts')
  })

  it('[CS6] units answer with their figures in an area, and the loop with who waits longest', async () => {
    const { body } = await get('/api/v1/units?node=C-0&keys=cases.open,cases.refusedRate.all,cases.closureRate.all')
    expect(body.units).toMatchObject([
      {
        code: 'unit',
        kind: 'bureau',
        values: {
          'cases.open': { v: 1, state: 'late' },
          'cases.refusedRate.all': { v: 0.5 },
          'cases.closureRate.all': { v: null, state: 'none' },
        },
      },
    ])
    expect((await get('/api/v1/units?node=C-1')).body.units).toEqual([])
    const { steps } = (await get('/api/v1/loop')).body
    expect(steps.map(({ step: n, open }) => [n, open])).toEqual([
      [1, 58],
      [2, 85],
      [3, 1],
      [4, 0],
      [5, 0],
      [6, 0],
    ])
    expect(steps[2]!.longest).toMatchObject({ case: 'w/1', since: iso(12) })
  })
})
