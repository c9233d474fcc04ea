import { useState, type FormEvent } from 'react'
import { send, type Refusal, type Told } from './access-calls.ts'
import { Field } from './field.tsx'
import { useRefusal, useWords } from './words.ts'

/** What the server answers to a sign-in: where to go on. */
export interface Entered {
  readonly role: string
  readonly next: 'wall' | 'second-factor' | 'grant'
}

/** Sends a form once at a time and keeps what was refused. */
export function useSending<T>(task: () => Promise<Told<T>>, done: (value: T) => void) {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const told = await task()
    setBusy(false)
    setRefusal(told.ok ? undefined : told.refusal)
    if (told.ok) done(told.value)
  }
  return { busy, refusal, submit: (event: FormEvent) => void submit(event) }
}

/** What was refused, said to ears too. */
export function Refused({ refusal }: { readonly refusal: Refusal | undefined }) {
  const words = useRefusal()
  return (
    <p role="alert" className="refusal">
      {refusal === undefined ? '' : words(refusal)}
    </p>
  )
}

/** Account and password; the digits of the authenticator once the server asks for them. */
export function SignInForm({ done }: { readonly done: (entered: Entered) => void }) {
  const say = useWords()
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const body = { account, password, ...(code === '' ? {} : { code }) }
  const { busy, refusal, submit } = useSending<Entered>(() => send('sign-in', body), done)
  const asksCode = refusal?.code === 'second-factor' || refusal?.code === 'wrong-code' || code !== ''
  return (
    <form onSubmit={submit}>
      <h2>{say('signIn')}</h2>
      <Field
        label={say('account')}
        set={setAccount}
        value={account}
        autoComplete="username"
        autoCapitalize="none"
        required
        autoFocus
      />
      <Field
        label={say('password')}
        set={setPassword}
        value={password}
        type="password"
        autoComplete="current-password"
        required
      />
      {asksCode && (
        <Field
          label={say('code')}
          set={setCode}
          value={code}
          inputMode="numeric"
          pattern="[0-9]{6}"
          autoComplete="one-time-code"
          autoFocus
        />
      )}
      <Refused refusal={refusal} />
      <button type="submit" disabled={busy}>
        {say('signIn')}
      </button>
    </form>
  )
}
