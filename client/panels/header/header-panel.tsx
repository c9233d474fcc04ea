import { ageText } from '../../i18n/numbers.ts'
import { cityTime } from '../../i18n/times.ts'
import { nameIn, placeName, sayIn } from '../../i18n/words.ts'
import { useLang, usePanel, useStores } from '../../state/wall-store.ts'
import { headerView, type HeaderView } from './header-figures.ts'

/** The line at the top: where, live or not, how fresh, what time; in words everywhere. */
export function HeaderPanel() {
  const lang = useLang()
  const say = sayIn(lang)
  const view = usePanel(headerView)
  const time = cityTime(lang, view.timezone)
  return (
    <div className="header" data-panel="header">
      <div className="header-where">
        <h1>
          {view.city === undefined ? say('product') : `${nameIn(lang, view.city)}${lang === 'zh' ? '' : ' '}${say('product')}`}
        </h1>
        <Breadcrumb view={view} />
      </div>
      <div className="header-now">
        <div className="header-state">
          <LinkWords view={view} />
          <SourceWords view={view} />
          {view.mode !== 'live' && <b className={`mode is-${view.mode}`}>{say(`mode.${view.mode}`)}</b>}
        </div>
        <time className="now">
          <span className="clock number">{view.clock === 0 ? '--:--:--' : time.clock(view.clock)}</span>
          <span className="date">{view.clock === 0 ? '' : time.day(view.clock)}</span>
        </time>
        <Tools />
      </div>
    </div>
  )
}

function Breadcrumb({ view }: { readonly view: HeaderView }) {
  const lang = useLang()
  const say = sayIn(lang)
  const stores = useStores()
  return (
    <nav className="breadcrumb" aria-label={say('breadcrumb')}>
      {view.path.map(({ code, name }, at) => (
        <button
          type="button"
          key={code}
          aria-current={at === view.path.length - 1 ? 'location' : undefined}
          onClick={() => stores.view.act.select(code)}
        >
          {placeName(lang, name)}
        </button>
      ))}
      {view.below !== undefined && <span>{say('level.all', { name: nameIn(lang, view.below) })}</span>}
    </nav>
  )
}

function LinkWords({ view }: { readonly view: HeaderView }) {
  const lang = useLang()
  const say = sayIn(lang)
  const fresh = view.link === 'live' ? 'live' : view.link === 'lost' ? 'stale' : 'late'
  const updated =
    view.asOf === 0 ? say('link.wait') : say('link.updated', { time: cityTime(lang, view.timezone).clock(view.asOf) })
  return (
    <span className="pill" role="status" data-link={view.link}>
      <i className={`fresh is-${fresh}`} aria-hidden="true" />
      {say(view.mode === 'replay' && view.link === 'live' ? 'link.connected' : `link.${view.link}`)} · {updated}
      {view.polling && ` · ${say('link.polling')}`}
    </span>
  )
}

function SourceWords({ view }: { readonly view: HeaderView }) {
  const lang = useLang()
  const say = sayIn(lang)
  if (view.sources === 0) return null
  const { worst } = view
  const name = worst === undefined ? '' : nameIn(lang, worst.name)
  const words =
    worst === undefined
      ? say('sources.allFresh')
      : worst.age === undefined
        ? say('sources.silent', { name })
        : say('sources.worst', { name, age: ageText(worst.age, say), n: worst.spoils })
  return (
    <a className="pill" href={`sources${lang === 'en' ? '?lang=en' : ''}`} title={say('sources')}>
      <span className="cut">{`${say('sources.alive', { n: view.alive, m: view.sources })} · ${words}`}</span>
    </a>
  )
}

function Tools() {
  const lang = useLang()
  const say = sayIn(lang)
  const { view } = useStores()
  return (
    <div className="tools">
      <button type="button" aria-keyshortcuts="/" title={say('help.search')} onClick={() => view.act.open('search')}>
        {say('search.title')} <kbd>/</kbd>
      </button>
      <button type="button" aria-keyshortcuts="f" title={say('help.figures')} onClick={() => view.act.open('figures')}>
        {say('figures.open')} <kbd>F</kbd>
      </button>
      <button type="button" aria-keyshortcuts="?" title={say('help.title')} onClick={() => view.act.open('help')}>
        <kbd>?</kbd>
      </button>
      <button type="button" lang={lang === 'zh' ? 'en' : 'zh-CN'} onClick={() => view.act.speak(lang === 'zh' ? 'en' : 'zh')}>
        {say('lang')}
      </button>
    </div>
  )
}
