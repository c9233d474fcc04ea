import { useStore } from 'zustand'
import { onStage } from '../../map/on-stage.ts'
import { TierMark } from '../../panels/tier-mark.tsx'
import { countText } from '../../i18n/numbers.ts'
import { nameIn } from '../../i18n/words.ts'
import { signOf, type TierRuleFacts } from '../../state/tier-reason.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'
import { sceneWordsIn } from './scene-words-in.ts'

interface Criterion {
  readonly name: { readonly zh: string; readonly en: string }
  readonly cuts: readonly { readonly level: number; readonly from: string }[]
}

type Table = Extract<TierRuleFacts, { kind: 'computed' }>['tables'][number]

const ruleOf = ({ city }: Pick<PanelRead, 'city'>) => city?.rules.tiers.find(({ inForce }) => inForce)

/** The cuts by which the units that the map fills get their tier, as the rule in force states them. TR8 */
export function criteriaOf(read: Pick<PanelRead, 'city'>, drawn: number): readonly Criterion[] {
  const rule = ruleOf(read)
  const role = read.city?.levels[drawn]?.role
  if (rule?.kind !== 'computed' || role === undefined) return []
  const table = rule.tables.find(({ roles }) => roles === undefined || roles.some((named) => named === role))
  return (table?.scales ?? []).flatMap((scale) => criterion(rule, scale))
}

function criterion(rule: Extract<TierRuleFacts, { kind: 'computed' }>, scale: Table['scales'][number]): readonly Criterion[] {
  if (!('cuts' in scale)) return []
  const name = rule.inputs[scale.input]?.name
  const cuts = scale.cuts.map(({ tier, compare, value }) => ({
    level: rule.tiers.find((each) => each.name === tier)?.level ?? 0,
    from: `${signOf(compare)} ${countText(value)}`,
  }))
  return name === undefined ? [] : [{ name, cuts }]
}

/** Beside the five-colour map: what makes an area red, and by which version of which rule. */
export function TierCriteria() {
  const lang = useLang()
  const words = sceneWordsIn(lang)
  const rule = usePanel(ruleOf)
  const drawn = useStore(onStage, ({ level }) => level)
  const criteria = usePanel((read) => criteriaOf(read, drawn))
  if (rule === undefined) return <p className="quiet">{words('noRule')}</p>
  return (
    <section className="criteria" aria-label={words('criteria')}>
      <h3>
        {words('criteria')} <span className="note">{words('ruleVersion', { id: rule.id, version: rule.version })}</span>
      </h3>
      {rule.kind === 'given' && <p>{words('given')}</p>}
      <dl>
        {criteria.map(({ name, cuts }) => (
          <div key={name.zh}>
            <dt>{nameIn(lang, name)}</dt>
            <dd className="number">
              {cuts.map(({ level, from }) => (
                <span key={from}>
                  <TierMark tier={level} /> {from}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
