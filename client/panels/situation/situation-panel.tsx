import { SITUATION_WORDS } from '../../i18n/situation-words.ts'
import { ageText } from '../../i18n/numbers.ts'
import { cityTime } from '../../i18n/times.ts'
import { fillPlaces, nameIn, sayIn, type Fill, type Named } from '../../i18n/words.ts'
import { usePolled } from '../../state/use-polled.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import './situation.css'

const READ_EVERY_MS = 3_000
const ROMAN = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ']

interface Area {
  readonly code: string
  readonly name: Named
}

/** `/api/v1/situation` as the strip uses it; times are ISO 8601. */
interface Situation {
  readonly state: 'ordinary' | 'urgent'
  readonly responses: readonly {
    readonly id: string
    readonly plan: { readonly name?: Named }
    readonly level: number
    readonly node: Area
    readonly startedAt: string
    readonly due: { readonly report: 'first' | 'further'; readonly at: string }
  }[]
  readonly posts: readonly { readonly code: string; readonly name: Named }[]
  readonly warnings: readonly {
    readonly id: string
    readonly status: 'actual' | 'exercise'
    readonly type: { readonly name?: Named }
    readonly issuer: { readonly name?: Named }
    readonly level: 1 | 2 | 3 | 4
    readonly expiresAt: string
  }[]
}

const clockOf = (read: Parameters<Parameters<typeof usePanel>[0]>[0]) => read.link.clock

/** 平 shows official warnings alone; a started response turns the desk to 急: its clock, its next report, its posts. FD8 */
export function SituationPanel() {
  const held = usePolled<Situation>('api/v1/situation', READ_EVERY_MS)
  const situation = held.state === 'loading' ? undefined : held.value
  if (situation === undefined || situation.responses.length + situation.warnings.length === 0) return null
  return (
    <div className="situation" data-panel="situation" data-state={situation.state} role="status">
      {situation.responses.map((response) => (
        <Response key={response.id} of={response} posts={situation.posts} />
      ))}
      {situation.warnings.map((warning) => (
        <Warning key={warning.id} of={warning} />
      ))}
    </div>
  )
}

function useWords() {
  const lang = useLang()
  return (word: keyof typeof SITUATION_WORDS, fill: Fill = {}) => fillPlaces(nameIn(lang, SITUATION_WORDS[word]), fill)
}

function Response({ of, posts }: { readonly of: Situation['responses'][number]; readonly posts: Situation['posts'] }) {
  const lang = useLang()
  const words = useWords()
  const say = sayIn(lang)
  const clock = usePanel(clockOf)
  const time = cityTime(
    lang,
    usePanel((read) => read.city?.timezone ?? 'UTC'),
  )
  const name = (named: Named | undefined) => (named === undefined ? '' : nameIn(lang, named))
  const said = [
    `${name(of.node.name)} · ${name(of.plan.name)}`,
    words('running', { t: ageText(clock - Date.parse(of.startedAt) / 1000, say) }),
    words(of.due.report, { t: time.minute(Date.parse(of.due.at)) }),
    words('posts', { posts: posts.map((post) => nameIn(lang, post.name)).join(lang === 'zh' ? '、' : ', ') }),
  ]
  return (
    <p className="response" data-response={of.id}>
      <b>{words('urgent', { level: ROMAN[of.level - 1] ?? '' })}</b> {said.join(' · ')}
    </p>
  )
}

function Warning({ of }: { readonly of: Situation['warnings'][number] }) {
  const lang = useLang()
  const say = sayIn(lang)
  const words = useWords()
  const time = cityTime(
    lang,
    usePanel((read) => read.city?.timezone ?? 'UTC'),
  )
  const name = (named: Named | undefined) => (named === undefined ? '' : nameIn(lang, named))
  const fill = {
    type: name(of.type.name),
    colour: say(`warnings.level.${of.level}`),
    issuer: name(of.issuer.name),
    t: time.minute(Date.parse(of.expiresAt)),
  }
  return (
    <p className="warning-line" data-warning={of.id} data-status={of.status}>
      <i className={`warning-mark level-${of.level}`} aria-hidden="true">
        {ROMAN[of.level - 1]}
      </i>
      {of.status === 'exercise' && <b>{words('exercise')}</b>} {words('warning', fill)}
    </p>
  )
}
