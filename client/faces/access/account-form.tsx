import { useId, useState } from 'react'
import { ACCESS_WORDS } from '../../i18n/access-words.ts'
import { send, type Told } from './access-calls.ts'
import type { ListedAccount } from './accounts-part.tsx'
import { Field } from './field.tsx'
import { useWords } from './words.ts'

const ROLES = ['operator', 'dutyLead', 'leader', 'source', 'monitor', 'systemAdmin', 'securityAdmin', 'auditAdmin'] as const

/** Makes an account; what it answers is to be handed over. */
export function AccountForm({ done }: { readonly done: (answer: Told<ListedAccount>) => void }) {
  const say = useWords()
  const roleId = useId()
  const [account, setAccount] = useState('')
  const [role, setRole] = useState<(typeof ROLES)[number]>('operator')
  const [area, setArea] = useState('')
  const [source, setSource] = useState('')
  const body = { account, role, ...(area === '' ? {} : { area }), ...(role === 'source' ? { source } : {}) }
  const make = async () => done(await send<ListedAccount>('accounts', body))
  return (
    <form
      className="in-line"
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <h3>{say('newAccount')}</h3>
      <Field
        label={say('account')}
        hint={say('accountHint')}
        set={setAccount}
        value={account}
        pattern="[a-z][a-z0-9.\-]{1,39}"
        autoComplete="off"
        required
      />
      <div className="field">
        <label htmlFor={roleId}>{say('role')}</label>
        <select id={roleId} value={role} onChange={(event) => setRole(event.target.value as typeof role)}>
          {ROLES.filter((known) => `role.${known}` in ACCESS_WORDS).map((known) => (
            <option key={known} value={known}>
              {say(`role.${known}`)}
            </option>
          ))}
        </select>
      </div>
      <Field label={say('area')} set={setArea} value={area} autoComplete="off" />
      {role === 'source' && <Field label={say('source')} set={setSource} value={source} autoComplete="off" required />}
      <button type="submit">{say('newAccount')}</button>
    </form>
  )
}
