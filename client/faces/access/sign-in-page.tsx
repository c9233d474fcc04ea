import { useEffect, useState } from 'react'
import { read, type SessionFacts } from './access-calls.ts'
import { IdentityWay } from './identity-way.tsx'
import { FactorForm, InvitationForm } from './invitation-form.tsx'
import { Refused, SignInForm, type Entered } from './sign-in-form.tsx'
import { useWords } from './words.ts'

/** An invitation in the address, behind the `#` that no server and no log sees. */
function invitationIn(hash: string): { readonly token: string; readonly first: boolean } | undefined {
  const [, kind, token = ''] = /^#(first|invitation)=(\S+)$/.exec(hash) ?? []
  return kind === undefined ? undefined : { token, first: kind === 'first' }
}

/** What came of the identity provider's word, as the server's redirection says: `in`, or why nobody was let in. */
const identityIn = (hash: string) => /^#identity=([a-z-]{1,40})$/.exec(hash)?.[1]

/** Where to go on: back to the page that asked, but never to another server. */
function goOn(role: string): void {
  const asked = new URLSearchParams(window.location.search).get('to') ?? (role.endsWith('Admin') ? 'admin' : './')
  const target = new URL(asked, document.baseURI)
  window.location.replace(target.origin === window.location.origin ? target : './')
}

type Step = 'sign-in' | 'invited' | 'second-factor' | 'grant'

/** `/sign-in`: an account's way in, by password, invitation or the first administrator's link. */
export function SignInPage() {
  const say = useWords()
  const [invitation] = useState(() => invitationIn(window.location.hash))
  const [step, setStep] = useState<Step>(invitation === undefined ? 'sign-in' : 'invited')
  const [role, setRole] = useState('')
  const [off, setOff] = useState(false)
  const [identity, setIdentity] = useState(false)
  const [came] = useState(() => identityIn(window.location.hash))
  useEffect(() => {
    if (came === 'in') return goOn('')
    if (invitation !== undefined || came !== undefined)
      window.history.replaceState(null, '', window.location.pathname + window.location.search)
    void read<SessionFacts>('session').then((told) => {
      setOff(told.ok && told.value.signIn === 'off')
      setIdentity(told.ok && told.value.identity === true)
    })
  }, [invitation, came])
  const entered = (now: Entered) => {
    setRole(now.role)
    if (now.next === 'wall') goOn(now.role)
    else setStep(now.next)
  }
  if (came === 'in') return null
  if (off) return <p className="open-wall">{say('off')}</p>
  if (step === 'grant') return <p role="status">{say('waitGrant')}</p>
  if (step === 'second-factor') return <FactorForm done={() => goOn(role)} />
  const taken = step === 'invited' ? invitation : undefined
  return (
    <>
      {came !== undefined && <Refused refusal={{ code: came, title: '', seconds: 0 }} />}
      {taken === undefined ? <SignInForm done={entered} /> : <InvitationForm {...taken} done={entered} />}
      {identity && taken?.first !== true && <IdentityWay {...(taken === undefined ? {} : { token: taken.token })} />}
    </>
  )
}
