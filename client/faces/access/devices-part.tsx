import { useId, useState } from 'react'
import { SCREEN_NAME } from '../../../shared/domain/account.ts'
import { send, type Refusal } from './access-calls.ts'
import { Field } from './field.tsx'
import { Moment } from './moment.tsx'
import { Refused } from './sign-in-form.tsx'
import { useListed } from './use-listed.ts'
import { useWords } from './words.ts'

interface Devices {
  readonly waiting: readonly { readonly code: string; readonly from: string }[]
  readonly devices: readonly {
    readonly id: string
    readonly name: string
    readonly area: string
    readonly audience: 'public' | 'staff'
    readonly approvedAt: string
    readonly approvedBy: string
  }[]
}

function ApprovalForm({ waiting, done }: { readonly waiting: Devices['waiting']; readonly done: () => void }) {
  const say = useWords()
  const audienceId = useId()
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [area, setArea] = useState('')
  const [audience, setAudience] = useState('public')
  const [refusal, setRefusal] = useState<Refusal>()
  const approve = async () => {
    const told = await send('devices/approve', { code: code.trim().toUpperCase(), name, area, audience })
    setRefusal(told.ok ? undefined : told.refusal)
    if (told.ok) setCode('')
    done()
  }
  return (
    <form
      className="in-line"
      onSubmit={(event) => {
        event.preventDefault()
        void approve()
      }}
    >
      <h3>{say('approveScreen', { n: waiting.length })}</h3>
      <Field label={say('screenCode')} set={setCode} value={code} pattern="[A-Za-z2-9]{6}" autoComplete="off" required />
      <Field
        label={say('screenName')}
        set={setName}
        value={name}
        pattern={SCREEN_NAME.pattern}
        hint={say('screenHint')}
        autoComplete="off"
        required
      />
      <Field label={say('areaCode')} set={setArea} value={area} autoComplete="off" required />
      <div className="field">
        <label htmlFor={audienceId}>{say('audience')}</label>
        <select id={audienceId} value={audience} onChange={(event) => setAudience(event.target.value)}>
          <option value="public">{say('audience.public')}</option>
          <option value="staff">{say('audience.staff')}</option>
        </select>
      </div>
      <button type="submit">{say('approve')}</button>
      <Refused refusal={refusal} />
    </form>
  )
}

/** Unattended screens: approve by the code they show, revoke. DV1 DV2 */
export function DevicesPart() {
  const say = useWords()
  const { told, again } = useListed<Devices>('devices')
  if (told?.ok !== true) return told === undefined ? null : <p role="alert">{say('failed')}</p>
  const revoke = async (id: string) => {
    await send(`devices/${id}/revoke`)
    again()
  }
  return (
    <section aria-labelledby="devices">
      <h2 id="devices">{say('devices')}</h2>
      <table>
        <thead>
          <tr>
            {(['screen', 'areaCode', 'audience', 'since', 'approvedBy', 'acts'] as const).map((word) => (
              <th key={word} scope="col">
                {say(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {told.value.devices.map(({ id, name, area, audience, approvedAt, approvedBy }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td className="number">{area}</td>
              <td>{say(`audience.${audience}`)}</td>
              <td>
                <Moment at={approvedAt} />
              </td>
              <td>{approvedBy}</td>
              <td>
                <button type="button" onClick={() => void revoke(id)}>
                  {say('revoke')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ApprovalForm waiting={told.value.waiting} done={again} />
    </section>
  )
}
