import { useState } from 'react'
import { ACCESS_WORDS, type AccessWord } from '../../i18n/access-words.ts'
import { send, type Refusal, type Told } from './access-calls.ts'
import { AccountForm } from './account-form.tsx'
import { Refused } from './sign-in-form.tsx'
import { useListed } from './use-listed.ts'
import { useWords } from './words.ts'

/** An account as the administrators see it. */
export interface ListedAccount {
  readonly account: string
  readonly role: string
  readonly area: string | null
  readonly source?: string
  readonly state: string
  readonly secondFactor: boolean
  /** In the answer that makes or resets it alone. */
  readonly link?: string
  readonly token?: string
}

const wordOf = (kind: 'role' | 'state', value: string): AccessWord | undefined =>
  `${kind}.${value}` in ACCESS_WORDS ? (`${kind}.${value}` as AccessWord) : undefined

/** What leaves the server once: to be handed over in person. */
function Handover({ of }: { readonly of: ListedAccount }) {
  const say = useWords()
  const secret = of.token ?? new URL(of.link ?? '', document.baseURI).href
  return (
    <p role="status" className="handover">
      {say('handOver')} <b>{of.account}</b>
      <output className="secret">{secret}</output>
    </p>
  )
}

function Row({
  of,
  may,
  act,
}: {
  readonly of: ListedAccount
  readonly may: (permission: string) => boolean
  readonly act: (what: string) => void
}) {
  const say = useWords()
  const said = (kind: 'role' | 'state', value: string) => {
    const word = wordOf(kind, value)
    return word === undefined ? value : say(word)
  }
  return (
    <tr>
      <th scope="row">{of.account}</th>
      <td>{said('role', of.role)}</td>
      <td>
        {of.area ?? say('wholeCity')}
        {of.source !== undefined && ` · ${of.source}`}
      </td>
      <td>
        {said('state', of.state)}
        {of.secondFactor && ` · ${say('withFactor')}`}
      </td>
      <td>
        {may('grant-roles') && of.state !== 'active' && (
          <button type="button" onClick={() => act('grant')}>
            {say('grant')}
          </button>
        )}
        {may('make-accounts') && of.state !== 'disabled' && (
          <button type="button" onClick={() => act('disable')}>
            {say('disable')}
          </button>
        )}
        {may('make-accounts') && (
          <button type="button" onClick={() => act('invite')}>
            {say('invite')}
          </button>
        )}
      </td>
    </tr>
  )
}

/** All accounts; the system administrator makes and resets them, the security administrator grants their roles. AC2 */
export function AccountsPart({ may }: { readonly may: (permission: string) => boolean }) {
  const say = useWords()
  const { told, again } = useListed<{ readonly accounts: readonly ListedAccount[] }>('accounts')
  const [handover, setHandover] = useState<ListedAccount>()
  const [refusal, setRefusal] = useState<Refusal>()
  const done = (answer: Told<ListedAccount>) => {
    setRefusal(answer.ok ? undefined : answer.refusal)
    setHandover(answer.ok && (answer.value.link ?? answer.value.token) !== undefined ? answer.value : undefined)
    again()
  }
  const change = async (account: string, what: string) => done(await send<ListedAccount>(`accounts/${account}/${what}`))
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">{say('accounts')}</h2>
      {told?.ok === false && <p role="alert">{say('failed')}</p>}
      {told?.ok === true && (
        <table>
          <thead>
            <tr>
              {(['account', 'role', 'areaCode', 'state', 'acts'] as const).map((word) => (
                <th key={word} scope="col">
                  {say(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.value.accounts.map((of) => (
              <Row key={of.account} of={of} may={may} act={(what) => void change(of.account, what)} />
            ))}
          </tbody>
        </table>
      )}
      <Refused refusal={refusal} />
      {handover !== undefined && <Handover of={handover} />}
      {may('make-accounts') && <AccountForm done={done} />}
    </section>
  )
}
