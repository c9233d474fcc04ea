import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { verifyTrail } from '../../server/audit/verify-trail.ts'
import { auditFolder } from '../../server/audit/audit-files.ts'
import type { AuditRow } from '../../server/audit/audit-row.ts'
import { startSignedInWall } from '../support/signed-in-wall.ts'
import { startWall } from '../support/wall-server.ts'

const BASE = '/wall'
const args = ['--feed', 'none', '--base-path', BASE]

it('[AC9] [OP11] the host lets the only security administrator back in, under the path of a proxy; the audit says so', async () => {
  const { wall, security, account } = await startSignedInWall({ args })
  const recover = () => {
    const command = ['--import', 'tsx', 'server/recover.ts', '--data', wall.dataDir]
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
    return { status, said: stdout + stderr }
  }
  try {
    const auditor = await account('audit', 'auditAdmin')
    expect(recover()).toMatchObject({ status: 2, said: expect.stringContaining('stop it first') as unknown })
    await wall.stop()
    const { status, said } = recover()
    expect(status).toBe(0)
    const again = await startWall({ args: [...args, '--sign-in', 'on'], dataDir: wall.dataDir, port: wall.port })
    expect((await security.get(`${BASE}/api/v1/sessions`)).status).toBe(401)
    const token = /invitation=(\S+)/.exec(said)?.[1]
    const body = { token, password: 'another long password' }
    const taken = await security.post(`${BASE}/api/v1/invitation`, body)
    expect(await taken.json()).toMatchObject({ role: 'securityAdmin', next: 'second-factor' })
    expect(taken.headers.get('set-cookie')).toContain(`Path=${BASE};`)
    expect((await security.post(`${BASE}/api/v1/invitation`, body)).status).not.toBe(200)
    const { rows } = (await (await auditor.get('/api/v1/audit')).json()) as { rows: AuditRow[] }
    expect(rows).toContainEqual(expect.objectContaining({ act: 'recover', about: 'security', who: '' }))
    await again.stop()
    expect(verifyTrail(auditFolder(wall.dataDir)).faults).toEqual([])
  } finally {
    await wall.stop()
    wall.forget()
  }
}, 120_000)
