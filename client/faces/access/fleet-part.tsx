import { useListed } from './use-listed.ts'
import { useWords } from './words.ts'

interface FleetFacts {
  readonly missing: number
  readonly screens: readonly {
    readonly key: string
    readonly name: string
    readonly from: string
    readonly state: 'live' | 'dark' | 'missing'
    readonly connected: boolean
    readonly ageSeconds: number
    readonly face: string
    readonly node: string
    readonly version: string
    readonly link: string
    readonly lagMs: number
    readonly heapBytes: number
    readonly hash: string
    /** How far the device's own clock is ahead of the server's. */
    readonly skewSeconds?: number
  }[]
}

const MEGABYTE = 2 ** 20
/** A device's clock so far off is to be set; what the screen shows does not depend on it. */
const SKEW_SHOWN_S = 60
const ORDER = { missing: 0, live: 1, dark: 2 }

/** Every screen as it last spoke, those that are missing first. DV4 */
export function FleetPart() {
  const say = useWords()
  const { told } = useListed<FleetFacts>('fleet')
  const screens = told?.ok === true ? [...told.value.screens].sort((a, b) => ORDER[a.state] - ORDER[b.state]) : []
  const missing = told?.ok === true ? told.value.missing : 0
  return (
    <section aria-labelledby="fleet">
      <h2 id="fleet">{say('fleet')}</h2>
      {told?.ok === false && <p role="alert">{say('failed')}</p>}
      <p role="status" className={missing === 0 ? undefined : 'refusal'}>
        {told?.ok === true && (missing === 0 ? say('allThere', { n: screens.length }) : say('missingCount', { n: missing }))}
      </p>
      <table>
        <thead>
          <tr>
            {(['screen', 'areaCode', 'state', 'lastWord', 'version', 'link', 'lag', 'memory', 'skew', 'picture'] as const).map(
              (word) => (
                <th key={word} scope="col">
                  {say(word)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {screens.map((screen) => (
            <tr key={screen.key} data-state={screen.state}>
              <th scope="row">{`${screen.name === '' ? screen.from : screen.name} · ${screen.face}`}</th>
              <td className="number">{screen.node}</td>
              <td className={screen.state === 'missing' ? 'refusal' : undefined}>{say(`screen.${screen.state}`)}</td>
              <td className="number">{say('secondsAgo', { n: screen.ageSeconds })}</td>
              <td className="number">{screen.version}</td>
              <td>{screen.link}</td>
              <td className="number">{`${Math.round(screen.lagMs)} ms`}</td>
              <td className="number">{`${Math.round(screen.heapBytes / MEGABYTE)} MB`}</td>
              <td className={Math.abs(screen.skewSeconds ?? 0) >= SKEW_SHOWN_S ? 'number refusal' : 'number'}>
                {screen.skewSeconds === undefined ? '' : say('seconds', { n: screen.skewSeconds })}
              </td>
              <td className="number">{screen.hash}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
