import { createSocket } from 'node:dgram'
import { expect, it } from 'vitest'
import type { AuditRow } from '../../server/audit/audit-row.ts'
import { startSignedInWall } from '../support/signed-in-wall.ts'
import { until } from '../support/wall-server.ts'

it('[AU5] a real server sends each row of its audit to the collector, and its auditor sees how that stands', async () => {
  const heard: AuditRow[] = []
  const collector = createSocket('udp4', (message) => {
    const text = message.toString()
    heard.push(JSON.parse(text.slice(text.indexOf('{'))) as AuditRow)
  })
  await new Promise<void>((resolve) => collector.bind(0, '127.0.0.1', resolve))
  const to = `udp://127.0.0.1:${collector.address().port}`
  const room = await startSignedInWall({ args: ['--feed', 'none', '--syslog', to] })
  try {
    const auditor = await room.account('audit', 'auditAdmin')
    const { rows } = (await (await auditor.get('/api/v1/audit')).json()) as { rows: AuditRow[] }
    await until(async () => heard.length >= rows.length, 5_000, 'every row')
    expect(heard.slice(0, rows.length)).toEqual(rows.toReversed())
    const { syslog } = (await (await auditor.get('/api/v1/audit')).json()) as { syslog: object }
    expect(syslog).toMatchObject({ to, state: 'open', waiting: 0, dropped: 0, fault: '' })
  } finally {
    await room.wall.stop()
    room.wall.forget()
    collector.close()
  }
}, 60_000)
