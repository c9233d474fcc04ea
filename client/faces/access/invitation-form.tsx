import { useEffect, useState } from 'react'
import { SHORTEST_PASSWORD } from '../../../shared/domain/password-length.ts'
import { send } from './access-calls.ts'
import { Field } from './field.tsx'
import { Refused, useSending, type Entered } from './sign-in-form.tsx'
import { useWords } from './words.ts'

/** Takes an invitation: a password, and for the first administrator of all the account's name too. AC4 */
export function InvitationForm({
  token,
  first,
  done,
}: {
  readonly token: string
  readonly first: boolean
  readonly done: (entered: Entered) => void
}) {
  const say = useWords()
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const body = { token, password, ...(first ? { account } : {}) }
  const { busy, refusal, submit } = useSending<Entered>(() => send('invitation', body), done)
  const differs = again !== '' && again !== password
  return (
    <form onSubmit={submit}>
      <h2>{say(first ? 'first' : 'invited')}</h2>
      {first && (
        <Field
          label={say('account')}
          hint={say('accountHint')}
          set={setAccount}
          value={account}
          pattern="[a-z][a-z0-9.\-]{1,39}"
          autoComplete="username"
          required
        />
      )}
      <Field
        label={say('passwordNew')}
        set={setPassword}
        value={password}
        type="password"
        minLength={SHORTEST_PASSWORD}
        autoComplete="new-password"
        required
      />
      <Field label={say('passwordAgain')} set={setAgain} value={again} type="password" autoComplete="new-password" required />
      {differs && <p className="refusal">{say('passwordDiffers')}</p>}
      <Refused refusal={refusal} />
      <button type="submit" disabled={busy || password !== again}>
        {say('go')}
      </button>
    </form>
  )
}

interface Offered {
  readonly secret: string
  readonly uri: string
}

/** Shows the shared secret once and asks for a code of it. AC7 */
export function FactorForm({ done }: { readonly done: () => void }) {
  const say = useWords()
  const [offered, setOffered] = useState<Offered>()
  const [code, setCode] = useState('')
  useEffect(() => {
    void send<Offered>('session/second-factor').then((told) => told.ok && setOffered(told.value))
  }, [])
  const { busy, refusal, submit } = useSending<Entered>(() => send('session/second-factor/confirm', { code }), done)
  return (
    <form onSubmit={submit}>
      <h2>{say('factor')}</h2>
      <p>{say('factorHow')}</p>
      <output className="secret">{offered?.secret.replaceAll(/(.{4})/g, '$1 ') ?? ''}</output>
      {offered !== undefined && <a href={offered.uri}>otpauth</a>}
      <Field
        label={say('code')}
        set={setCode}
        value={code}
        inputMode="numeric"
        pattern="[0-9]{6}"
        autoComplete="one-time-code"
        required
      />
      <Refused refusal={refusal} />
      <button type="submit" disabled={busy}>
        {say('go')}
      </button>
    </form>
  )
}
