import { send } from './access-calls.ts'
import { useListed } from './use-listed.ts'
import { Moment } from './moment.tsx'
import { useWords } from './words.ts'

interface Sessions {
  readonly sessions: readonly {
    readonly id: string
    readonly account: string
    readonly startedAt: string
    readonly seenAt: string
    readonly from: string
  }[]
}

/** Who is signed in, from where, since when; each can be ended at once. AC5 */
export function SessionsPart() {
  const say = useWords()
  const { told, again } = useListed<Sessions>('sessions')
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{say('sessions')}</h2>
      {told?.ok === false && <p role="alert">{say('failed')}</p>}
      {told?.ok === true && (
        <table>
          <thead>
            <tr>
              {(['account', 'from', 'since', 'seen', 'acts'] as const).map((word) => (
                <th key={word} scope="col">
                  {say(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.value.sessions.map(({ id, account, startedAt, seenAt, from }) => (
              <tr key={id}>
                <th scope="row">{account}</th>
                <td className="number">{from}</td>
                <td>
                  <Moment at={startedAt} />
                </td>
                <td>
                  <Moment at={seenAt} />
                </td>
                <td>
                  <button type="button" onClick={() => void send(`sessions/${id}/end`).then(again)}>
                    {say('end')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
