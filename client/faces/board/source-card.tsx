import { Fragment } from 'react'
import { BOARD_WORDS } from '../../i18n/board-words.ts'
import { ageText, countText } from '../../i18n/numbers.ts'
import { nameIn, sayIn } from '../../i18n/words.ts'
import { useLang, usePanel, useStores } from '../../state/wall-store.ts'
import type { DimensionTile, SourceTile } from '../../../shared/protocol/source-board.ts'
import { useBoardWords, useStamp } from './board-words-in.ts'
import { lagShare, type BoardCard } from './board-rows.ts'
import { UseLines } from './use-lines.tsx'

/** One source with its owner, purpose and authorisation, and a tile for each dimension it brings. */
export function SourceCard({ card, mayApprove }: { readonly card: BoardCard; readonly mayApprove: boolean }) {
  const { source, dimensions } = card
  return (
    <section className="card" data-source={source.id} data-state={source.state}>
      <SourceHead source={source} />
      {dimensions.map((tile) => (
        <Fragment key={tile.code}>
          <Tile tile={tile} source={source} />
          <UseLines tile={tile} mayApprove={mayApprove} />
        </Fragment>
      ))}
    </section>
  )
}

function SourceHead({ source }: { readonly source: SourceTile }) {
  const lang = useLang()
  const say = sayIn(lang)
  const board = useBoardWords()
  const age = source.ageSeconds === undefined ? say('source.never') : ageText(source.ageSeconds, say)
  const ends = source.validTo === undefined ? '' : ` · ${board('until', { day: source.validTo })}`
  return (
    <header>
      <h2>
        <i className={`fresh is-${source.state}`} aria-hidden="true" />
        {nameIn(lang, source.name)}
      </h2>
      <span className="card-state">
        {say(`source.${source.state}`)} · {board('limit', { age, limit: ageText(source.limitSeconds, say) })}
      </span>
      {source.spoils.length > 0 && <b className="spoils">{board('spoils', { n: source.spoils.length })}</b>}
      <p className="note">
        {nameIn(lang, source.owner)} · {nameIn(lang, source.purpose)}
        {ends} · {board('today', { n: countText(source.today) })}
      </p>
      <RegisterLine source={source} />
      {source.refusals.map((refusal) => (
        <RefusalLine key={refusal.code} refusal={refusal} />
      ))}
    </header>
  )
}

/** What the register holds of a source: legal basis, grantor, classes and levels, assessments; that it has none is said. EV15 */
function RegisterLine({ source }: { readonly source: SourceTile }) {
  const board = useBoardWords()
  const lang = useLang()
  const stamp = useStamp()
  const { register, agreed, expired, expiresAt } = source
  const list = useAgreed(source)
  const short = register
    ? board('registerShort', {
        basis: nameIn(lang, register.basis),
        classes: Object.keys(agreed ?? {}).join(' '),
        day: [register.assessed.collection, register.assessed.storage, register.assessed.use].sort().at(-1) ?? '',
      })
    : board('noRegister')
  const granted = register && { grantor: nameIn(lang, register.grantor), days: register.keepDays }
  const rest = [
    ...(granted ? [board('register', granted)] : []),
    ...(list === '' ? [] : [board('agreed', { list })]),
    ...(register ? [board('assessed', register.assessed)] : []),
    ...(expiresAt !== undefined && expired !== true ? [board('expires', { time: stamp(expiresAt) })] : []),
  ]
  return (
    <>
      <details className="note">
        <summary>{short}</summary>
        {rest.join(' · ')}
      </details>
      {expired === true && expiresAt !== undefined && (
        <p className="refusal" role="alert">
          {board('expired', { time: stamp(expiresAt) })}
        </p>
      )}
    </>
  )
}

/** Classes a source may send, each with the finest level, in the words of the city. */
function useAgreed({ agreed = {} }: SourceTile): string {
  const lang = useLang()
  const levels = usePanel((read) => read.city?.levels)
  const levelName = (role: string) => {
    const level = levels?.find((one) => one.role === role)
    return level ? nameIn(lang, level.name) : role
  }
  return Object.entries(agreed)
    .map(([cls, role]) => `${cls} ${levelName(role)}`)
    .join(lang === 'zh' ? '、' : ', ')
}

/** What this source was refused for: how often and where, never what it sent. EV14 */
function RefusalLine({ refusal }: { readonly refusal: SourceTile['refusals'][number] }) {
  const board = useBoardWords()
  const stamp = useStamp()
  const fields = refusal.fields.map((field) => field || board('otherField')).join(' ')
  const why = refusal.code in BOARD_WORDS ? board(refusal.code as keyof typeof BOARD_WORDS) : refusal.code
  return (
    <p className="refusal" role="status">
      {board(refusal.code === 'use-not-approved' ? 'unused' : 'refusal', {
        n: countText(refusal.count),
        why,
        fields,
        time: stamp(refusal.lastAt),
      })}
    </p>
  )
}

function Tile({ tile, source }: { readonly tile: DimensionTile; readonly source: SourceTile }) {
  const lang = useLang()
  const say = sayIn(lang)
  const board = useBoardWords()
  const { view } = useStores()
  const node = usePanel((read) => read.view.node || (read.city?.code ?? ''))
  const key = `dim.${tile.code}`
  const share = lagShare(tile)
  const limit = ageText(tile.limitSeconds, say)
  const age = tile.ageSeconds === undefined ? board('neverRead') : board('limit', { age: ageText(tile.ageSeconds, say), limit })
  const spoken = `${nameIn(lang, source.owner)} · ${nameIn(lang, source.purpose)}`
  return (
    <div className="tile" data-dimension={tile.code} data-state={tile.state} title={spoken}>
      <i className={`fresh is-${tile.state}`} aria-hidden="true" />
      <button type="button" className="name figure-behind" data-key={key} onClick={() => view.act.explain(node, key)}>
        {nameIn(lang, tile.name)}
      </button>
      <span className="lag" aria-hidden="true" style={share === undefined ? {} : { ['--lag' as string]: `${share * 100}%` }} />
      <span className="age">{age}</span>
      <span className="places">{board('places', { n: tile.places.lately, m: tile.places.heard })}</span>
      <span className="unseen">{say(`source.${tile.state}`)}</span>
    </div>
  )
}
