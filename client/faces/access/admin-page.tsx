import { useEffect, useState } from 'react'
import { AccountsPart } from './accounts-part.tsx'
import { read, type SessionFacts } from './access-calls.ts'
import { AuditPart } from './audit-part.tsx'
import { SessionsPart } from './sessions-part.tsx'
import { useWords } from './words.ts'

/** `/admin`: what the role of whoever signed in may administer, and nothing else. AC2 */
export function AdminPage() {
  const say = useWords()
  const [session, setSession] = useState<SessionFacts>()
  useEffect(() => {
    void read<SessionFacts>('session').then((told) => {
      if (!told.ok) return
      setSession(told.value)
      if (told.value.signIn === 'on' && told.value.account === null) window.location.replace('sign-in?to=admin')
    })
  }, [])
  if (session === undefined) return null
  if (session.signIn === 'off') return <p className="open-wall">{say('off')}</p>
  const may = (permission: string) => session.permissions.includes(permission)
  return (
    <>
      {may('read-accounts') && <AccountsPart may={may} />}
      {may('end-sessions') && <SessionsPart />}
      {may('read-audit') && <AuditPart />}
      {!may('read-accounts') && <p>{say('nothing')}</p>}
    </>
  )
}
