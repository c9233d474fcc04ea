import { useEffect, useState } from 'react'
import { AccountsPart } from './accounts-part.tsx'
import { read, type SessionFacts } from './access-calls.ts'
import { AuditPart } from './audit-part.tsx'
import { DevicesPart } from './devices-part.tsx'
import { FleetPart } from './fleet-part.tsx'
import { SessionsPart } from './sessions-part.tsx'
import { TimezoneContext, useWords } from './words.ts'

interface PageProps {
  readonly page: 'admin' | 'fleet'
}

/** `/admin` and `/fleet`: what the role of whoever signed in may administer, and nothing else. AC2 */
export function AdminPage({ page }: PageProps) {
  const [session, setSession] = useState<SessionFacts>()
  useEffect(() => {
    void read<SessionFacts>('session').then((told) => {
      if (!told.ok) return
      setSession(told.value)
      if (told.value.signIn === 'on' && told.value.account === null) window.location.replace(`sign-in?to=${page}`)
    })
  }, [page])
  if (session === undefined) return null
  return (
    <TimezoneContext value={session.timezone}>
      <Parts page={page} session={session} />
    </TimezoneContext>
  )
}

function Parts({ page, session }: PageProps & { readonly session: SessionFacts }) {
  const say = useWords()
  const may = (permission: string) => session.permissions.includes(permission)
  if (session.signIn === 'off')
    return (
      <>
        <p className="open-wall">{say('off')}</p>
        {page === 'fleet' && <FleetPart />}
      </>
    )
  if (page === 'fleet')
    return (
      <>
        {may('see-fleet') ? <FleetPart /> : <p>{say('nothing')}</p>}
        {may('approve-devices') && <DevicesPart />}
      </>
    )
  return (
    <>
      {may('read-accounts') && <AccountsPart may={may} />}
      {may('end-sessions') && <SessionsPart />}
      {may('read-audit') && <AuditPart />}
      {!may('read-accounts') && <p>{say('nothing')}</p>}
    </>
  )
}
