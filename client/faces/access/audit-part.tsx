import { useState } from 'react'
import { send, type Told } from './access-calls.ts'
import { useListed } from './use-listed.ts'
import { Moment } from './moment.tsx'
import { useWords } from './words.ts'

interface Rows {
  /** The way out by syslog, where one is configured. */
  readonly syslog?: {
    readonly to: string
    readonly state: 'open' | 'lost'
    readonly sent: number
    readonly waiting: number
    readonly dropped: number
    readonly fault: string
  }
  readonly rows: readonly {
    readonly n: number
    readonly at: string
    readonly who: string
    readonly role: string
    readonly from: string
    readonly act: string
    readonly about: string
    readonly status: number
  }[]
}

interface Verdict {
  readonly rows: number
  readonly faults: readonly { readonly file: string; readonly line: number; readonly what: string }[]
  readonly head?: { readonly n: number; readonly hash: string }
}

const FAULTS_SHOWN = 20

function VerdictWords({ of }: { readonly of: Told<Verdict> }) {
  const say = useWords()
  if (!of.ok) return <p role="alert">{say('failed')}</p>
  const { rows, faults, head } = of.value
  return (
    <div role="status">
      <p className={faults.length === 0 ? undefined : 'refusal'}>
        {faults.length === 0 ? say('whole', { n: rows }) : say('notWhole', { n: faults.length })}
      </p>
      {head !== undefined && <output className="secret">{`${head.n} · ${head.hash}`}</output>}
      <ul>
        {faults.slice(0, FAULTS_SHOWN).map(({ file, line, what }) => (
          <li key={`${file}:${line}`} className="refusal">{`${file}:${line} ${what}`}</li>
        ))}
      </ul>
    </div>
  )
}

function SyslogWords({ of: { to, state, sent, waiting, dropped, fault } }: { readonly of: NonNullable<Rows['syslog']> }) {
  const say = useWords()
  const isWhole = state === 'open' && dropped === 0
  return (
    <p role="status" className={isWhole ? undefined : 'refusal'} data-syslog={state}>
      {say(state === 'open' ? 'syslogOpen' : 'syslogLost', { to, fault })} {say('syslogCounts', { sent, waiting, dropped })}
    </p>
  )
}

/** Who did and saw what, the newest first, and whether all of it is as it was written. AU1 AU2 AU5 */
export function AuditPart() {
  const say = useWords()
  const { told } = useListed<Rows>('audit')
  const [verdict, setVerdict] = useState<Told<Verdict>>()
  const verify = async () => setVerdict(await send<Verdict>('audit/verify'))
  return (
    <section aria-labelledby="audit">
      <h2 id="audit">{say('audit')}</h2>
      <button type="button" onClick={() => void verify()}>
        {say('verify')}
      </button>
      {verdict !== undefined && <VerdictWords of={verdict} />}
      {told?.ok === true && told.value.syslog !== undefined && <SyslogWords of={told.value.syslog} />}
      {told?.ok === false && <p role="alert">{say('failed')}</p>}
      {told?.ok === true && (
        <table>
          <thead>
            <tr>
              {(['number', 'when', 'account', 'from', 'what', 'about', 'answer'] as const).map((word) => (
                <th key={word} scope="col">
                  {say(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.value.rows.map(({ n, at, who, from, act, about, status }) => (
              <tr key={n}>
                <td className="number">{n}</td>
                <td>
                  <Moment at={at} />
                </td>
                <th scope="row">{who === '' ? say('role.anyone') : who}</th>
                <td className="number">{from}</td>
                <td>{act === 'see' ? say('see') : act}</td>
                <td className="about">{about}</td>
                <td className="number">{status}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
