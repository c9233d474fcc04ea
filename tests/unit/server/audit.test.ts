import { appendFileSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../server/audit/audit-row.ts'
import { AuditTrail } from '../../../server/audit/audit-trail.ts'
import { verifyTrail } from '../../../server/audit/verify-trail.ts'
import { manualClock } from '../../support/manual-clock.ts'

const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  who: 'desk',
  role: 'operator',
  from: '10.0.0.1',
  act: 'see',
  about: '330106',
  status: 200,
  ...more,
})

/** A trail of `rows` rows on disk, and the lines of its one file. */
async function written(rows: number) {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-audit-'))
  const clock = manualClock(() => 0, Date.parse('2026-03-10T00:00:00Z'))
  const open = () =>
    new AuditTrail({
      folder,
      clock,
      onFailure: (reason) => {
        throw reason
      },
    })
  const trail = open()
  for (let i = 0; i < rows; i++) trail.note(entry({ about: `area ${i}` }))
  await trail.settled()
  const file = join(folder, '2026-03.ndjson')
  const lines = () => readFileSync(file, 'utf8').trimEnd().split('\n')
  return {
    folder,
    clock,
    open,
    trail,
    file,
    lines,
    put: (text: readonly string[]) => writeFileSync(file, `${text.join('\n')}\n`),
  }
}

const faults = (folder: string) => verifyTrail(folder).faults.map(({ what }) => what)

describe('the audit trail', () => {
  it('[AU2] is whole as it was written, for its owner alone, and goes on after a restart', async () => {
    const { folder, file, open } = await written(3)
    const again = open()
    again.note(entry({ who: 'lead' }))
    await again.settled()
    expect(verifyTrail(folder)).toMatchObject({ rows: 4, faults: [], head: { n: 4 } })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(again.newest(2).map(({ n, who }) => [n, who])).toEqual([
      [4, 'lead'],
      [3, 'desk'],
    ])
  })

  // Fault seen: the row's own hash not reckoned anew; the tie to the row before not looked at; the head not looked at.
  it.each([
    [
      'a changed row',
      (lines: string[]) => lines.map((line, at) => (at === 1 ? line.replace('desk', 'lead') : line)),
      ['row 2 was changed'],
    ],
    ['a row left out', (lines: string[]) => lines.filter((_, at) => at !== 1), ['row 2 is missing, row 3 follows']],
    ['rows exchanged', (lines: string[]) => [lines[1]!, lines[0]!, ...lines.slice(2)], ['row 2 is the first, and no row']],
    ['the end cut off', (lines: string[]) => lines.slice(0, -1), ['row 4 was written and is not there']],
    ['the beginning cut off', (lines: string[]) => lines.slice(1), ['row 2 is the first, and no row']],
    ['a line that is none', (lines: string[]) => [...lines, 'x'], ['is no row']],
  ])('[AU2] shows %s', async (_name, change, said) => {
    const { folder, lines, put } = await written(4)
    put(change(lines()))
    expect(faults(folder)).toEqual(expect.arrayContaining(said.map((what) => expect.stringContaining(what) as string)))
  })

  it('[AU2] a row made anew with a hash of its own is not tied to the row after it', async () => {
    const { folder, lines, put } = await written(3)
    const { hashOfRow } = await import('../../../server/audit/audit-row.ts')
    const forged = lines().map((line, at) => {
      const row = JSON.parse(line) as Parameters<typeof hashOfRow>[0]
      return at === 1 ? JSON.stringify({ ...row, who: 'lead', hash: hashOfRow({ ...row, who: 'lead' }) }) : line
    })
    put(forged)
    expect(faults(folder)).toEqual(['row 3 is not tied to the row before it'])
  })

  it('[AU2] half a row at the end, from a power cut, was never whole: it goes, and the trail goes on', async () => {
    const { folder, file, open } = await written(2)
    appendFileSync(file, '{"n":3,"at":"2026')
    const again = open()
    again.note(entry())
    await again.settled()
    expect(verifyTrail(folder)).toMatchObject({ rows: 3, faults: [] })
  })

  it('[AU1] the same sight of a session is one row an hour', async () => {
    const { trail, clock } = await written(0)
    for (const minutes of [1, 29, 29.5]) {
      trail.noteOnce('s', entry())
      trail.noteOnce('s', entry({ about: '330102' }))
      clock.advance(minutes * 60_000)
    }
    clock.advance(60_000)
    trail.noteOnce('s', entry())
    expect(trail.newest(10).map(({ about }) => about)).toEqual(['330106', '330102', '330106'])
  })

  it('[AU3] thirteen months stay; older ones go with a row that names what they ended with', async () => {
    const { folder, clock, trail } = await written(1)
    for (let month = 0; month < 14; month++) {
      clock.advance(31 * 24 * 3_600_000)
      trail.note(entry())
      await trail.settled()
    }
    await trail.forget()
    await trail.settled()
    expect(readdirSync(folder).filter((name) => name.endsWith('.ndjson'))).toHaveLength(13)
    expect(verifyTrail(folder).faults).toEqual([])
  })
})
