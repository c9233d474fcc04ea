import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backtestCommand } from '../../server/rules/command/backtest-command.ts'
import { openSqliteEventLog } from '../../server/log/sqlite-event-log.ts'
import { systemClock } from '../../server/runtime/clock.ts'
import type { ComputedTierRule } from '../../shared/domain/tier-rules.ts'
import { TEN, msAt, stepAt } from '../support/case-steps.ts'
import { RULES, entryOf } from '../support/fold-run.ts'
import { SMALL_CATALOGUE } from '../support/small-catalogue.ts'
import { smallPack, writePack } from '../support/small-pack.ts'

const root = join(import.meta.dirname, '../..')

// Fault seen: the minutes of the tier an area has at the end left out.
test('[TR10] says what changed rules would have raised, while a writer holds the log', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-backtest-'))
  const [pack, data] = [join(folder, 'pack'), join(folder, 'data')]
  writePack(pack, { ...smallPack(), catalogue: SMALL_CATALOGUE })
  mkdirSync(data)
  writeFileSync(join(data, 'city'), 'C')
  const log = await openSqliteEventLog({ folder: data, clock: systemClock, onWritable: () => undefined })
  const node = { node: 'C-0-0' }
  const steps = [
    [0, stepAt(0, 'a', 'reported', { ...node, dueAt: msAt(10) - 1000 })],
    [40, stepAt(40, 'a', 'closed', node)],
    [60, stepAt(60, 'b', 'reported', node)],
  ] as const
  for (const [minute, event] of steps) await log.append([entryOf(event, 0, TEN + minute * 60)])
  const [{ hold: _, ...rule }] = RULES.tiers as [ComputedTierRule]
  const scale = { input: 'overdue', base: '绿', cuts: [{ tier: '红', compare: '>' as const, value: 0 }] }
  const proposed = join(folder, 'proposed.json')
  writeFileSync(proposed, JSON.stringify({ tiers: [{ ...rule, version: '2', tables: [{ roles: ['grid'], scales: [scale] }] }] }))
  const args = ['--import', 'tsx', 'server/rules/command/rules.ts', 'backtest', '--rules', proposed, '--data', data, '--city']
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args, pack], { cwd: root, encoding: 'utf8' })
  expect(status, stderr).toBe(0)
  const of = (code: string) => stdout.split('\n').filter((line) => line.startsWith(`${code},`))
  // Overdue from minute 10 until after minute 40: red by the proposal, blue now and held for good by its margin.
  expect(of('C-0-0')).toEqual(['C-0-0,5,1,1,31,0,0,0,31', 'C-0-0,2,0,0,0,1,0,50,-50', 'C-0-0,1,1,1,29,0,1,10,19'])
  expect(of('C')).toEqual(['C,2,0,0,0,1,0,50,-50', 'C,1,0,0,0,0,1,10,-10', 'C,unknown,0,0,60,0,0,0,60'])
  expect(of('C-1')).toEqual([])
  expect(stderr).toContain('3 events')
  expect(() => backtestCommand({ rules: proposed, dataDir: data, city: 'auto' })).toThrow('holds the log of city C')
  await log.close()
})
