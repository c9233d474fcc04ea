import { send } from './access-calls.ts'
import { Refused, useSending } from './sign-in-form.tsx'
import { useWords } from './words.ts'

/** The way in by the city's identity provider; with an invitation's `token` it takes the invitation. AC10 */
export function IdentityWay({ token }: { readonly token?: string }) {
  const say = useWords()
  const begin = () =>
    send<{ readonly location: string }>('oidc', {
      search: window.location.search,
      ...(token === undefined ? {} : { token }),
    })
  const { busy, refusal, submit } = useSending(begin, ({ location }) => window.location.assign(location))
  return (
    <form className="identity-way" onSubmit={submit}>
      <Refused refusal={refusal} />
      <button type="submit" disabled={busy}>
        {say(token === undefined ? 'identity' : 'identityTake')}
      </button>
    </form>
  )
}
