import type { Comparison } from '../../../shared/protocol/comparison.ts'
import { BRIEFING_WORDS } from '../../i18n/briefing-words.ts'
import { lunarText } from '../../i18n/lunar-words.ts'
import { numberText } from '../../i18n/numbers.ts'
import { cityTime } from '../../i18n/times.ts'
import { fillPlaces, nameIn } from '../../i18n/words.ts'
import { usePolled } from '../../state/use-polled.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'

const READ_EVERY_MS = 60_000

/** `+3.1 %` of `now` against `then`; undefined where a day is not wholly on record. */
export function changeText(now: number | null, then: number | null): string | undefined {
  if (now === null || then === null || then === 0) return undefined
  const share = (now / then - 1) * 100
  return `${share < 0 ? '−' : '+'}${Math.abs(share).toFixed(1)} %`
}

/** A count of the day beside yesterday until the same time, the weekday before, the year before and its lunar day; what is not on record says so. PB12 */
export function ComparedDays({ of }: { readonly of: string }) {
  const lang = useLang()
  const node = usePanel((read) => read.focus?.scope.node ?? '')
  const timezone = usePanel((read) => read.city?.timezone ?? 'UTC')
  const held = usePolled<Comparison>(
    `api/v1/comparison?key=${of}${node === '' ? '' : `&node=${encodeURIComponent(node)}`}`,
    READ_EVERY_MS,
  )
  const found = held.state === 'loading' ? undefined : held.value
  if (found === undefined) return null
  const { today, yesterdaySoFar, yesterday, weekBefore, yearBefore, lunarYearBefore, boundariesSince } = found
  const lines = [
    ['soFar', today, yesterdaySoFar],
    ['weekBefore', yesterday.v, weekBefore.v],
    ['yearBefore', yesterday.v, yearBefore.v],
    ['lunarBefore', yesterday.v, lunarYearBefore.v],
  ] as const
  return (
    <>
      <dl className="compared-days" data-key={of}>
        {lines.map(([word, now, then]) => (
          <div key={word}>
            <dt>{fillPlaces(nameIn(lang, BRIEFING_WORDS[word]), { day: lunarText(lang, lunarYearBefore.lunar) })}</dt>
            <dd>
              {changeText(now, then) !== undefined && <span className="number">{changeText(now, then)}</span>}
              <span className="note">{then === null ? nameIn(lang, BRIEFING_WORDS.noDay) : numberText(then, 'count', 0)}</span>
            </dd>
          </div>
        ))}
      </dl>
      {boundariesSince !== undefined && (
        <p className="note">
          {fillPlaces(nameIn(lang, BRIEFING_WORDS.boundaries), {
            day: cityTime(lang, timezone).day(Date.parse(boundariesSince)),
          })}
        </p>
      )}
    </>
  )
}
