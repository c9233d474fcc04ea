import { use } from 'react'
import { sayIn } from '../../i18n/words.ts'
import { useListed } from './use-listed.ts'
import { LangContext, useWords } from './words.ts'

/** What a screen said of itself; absent where it has not spoken since the server started. */
interface SaidFacts {
  readonly from: string
  readonly version: string
  readonly link: string
  readonly lagMs: number
  readonly heapBytes: number
  readonly hash: string
  /** How far the device's own clock is ahead of the server's. */
  readonly skewSeconds: number
}

interface ScreenFacts extends Partial<SaidFacts> {
  readonly key: string
  readonly name: string
  readonly state: 'live' | 'awaited' | 'dark' | 'missing'
  readonly ageSeconds: number
  readonly face: string
  readonly node: string
}

interface FleetFacts {
  readonly missing: number
  readonly screens: readonly ScreenFacts[]
}

const MEGABYTE = 2 ** 20
/** A device's clock so far off is to be set; what the screen shows does not depend on it. */
const SKEW_SHOWN_S = 60
const ORDER = { missing: 0, awaited: 1, live: 2, dark: 3 }

const LINKS = ['connecting', 'live', 'catching-up', 'lost'] as const
const FACES = ['desk', 'briefing', 'kiosk', 'sources'] as const

const HEADS = ['screen', 'areaCode', 'state', 'lastWord', 'version', 'link', 'lag', 'memory', 'skew', 'picture'] as const

/** Every screen as it last spoke, those that are missing first. DV4 */
export function FleetPart() {
  const say = useWords()
  const { told } = useListed<FleetFacts>('fleet')
  const screens = told?.ok === true ? [...told.value.screens].sort((a, b) => ORDER[a.state] - ORDER[b.state]) : []
  const missing = told?.ok === true ? told.value.missing : 0
  const awaited = screens.filter(({ state }) => state === 'awaited').length
  const standing = () => {
    if (screens.length === 0) return say('noScreens')
    if (missing > 0) return say('missingCount', { n: missing })
    return awaited > 0 ? say('awaitedCount', { n: awaited }) : say('allThere', { n: screens.length })
  }
  return (
    <section aria-labelledby="fleet">
      <h2 id="fleet">{say('fleet')}</h2>
      {told?.ok === false && <p role="alert">{say('failed')}</p>}
      <p role="status" className={missing === 0 ? undefined : 'refusal'}>
        {told?.ok === true && standing()}
      </p>
      <table>
        <thead>
          <tr>
            {HEADS.map((word) => (
              <th key={word} scope="col">
                {say(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {screens.map((screen) => (
            <FleetRow key={screen.key} screen={screen} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function FleetRow({ screen }: { readonly screen: ScreenFacts }) {
  const say = useWords()
  const { name, from, node, state, ageSeconds, version, lagMs, heapBytes, skewSeconds, hash } = screen
  const ofLine = sayIn(use(LangContext))
  const link = LINKS.find((known) => known === screen.link)
  const face = FACES.find((known) => known === screen.face)
  return (
    <tr data-state={state}>
      <th scope="row">{`${name === '' ? from : name} · ${face === undefined ? screen.face : say(`face.${face}`)}`}</th>
      <td className="number">{node}</td>
      <td className={state === 'missing' ? 'refusal' : undefined}>{say(`screen.${state}`)}</td>
      <td className="number">{say(version === undefined ? 'notHeard' : 'secondsAgo', { n: ageSeconds })}</td>
      <td className="number">{version}</td>
      <td>{link === undefined ? screen.link : ofLine(`link.${link}`)}</td>
      <td className="number">{lagMs === undefined ? '' : `${Math.round(lagMs)} ms`}</td>
      <td className="number">{heapBytes === undefined ? '' : `${Math.round(heapBytes / MEGABYTE)} MB`}</td>
      <td className={Math.abs(skewSeconds ?? 0) >= SKEW_SHOWN_S ? 'number refusal' : 'number'}>
        {skewSeconds === undefined ? '' : say('seconds', { n: skewSeconds })}
      </td>
      <td className="number">{hash}</td>
    </tr>
  )
}
