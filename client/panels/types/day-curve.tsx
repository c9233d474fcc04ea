import { cityTime } from '../../i18n/times.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { usePolled } from '../../state/use-polled.ts'
import { hourlyCurve, type CurveBin } from './hourly-curve.ts'

const READ_EVERY_MS = 60_000
const WIDTH = 92
const HEIGHT = 24

/** A count of the last 24 hours as a small curve to its own scale, each point the hour before it; midnight is marked. */
export function DayCurve({ node, base }: { readonly node: string; readonly base: string }) {
  const lang = useLang()
  const timezone = usePanel(({ city }) => city?.timezone ?? 'UTC')
  const path = `api/v1/series?node=${encodeURIComponent(node)}&key=${encodeURIComponent(base)}&window=h24`
  const held = usePolled<{ readonly bins: readonly CurveBin[] }>(path, READ_EVERY_MS)
  const value = held.state === 'loading' ? undefined : held.value
  if (value === undefined) return <span className="day-curve" aria-hidden="true" />
  const { points, midnight } = hourlyCurve(value.bins, cityTime(lang, timezone).minute)
  const most = Math.max(1, ...points)
  const y = (v: number) => (HEIGHT - 1 - (v / most) * (HEIGHT - 3)).toFixed(1)
  const x = (at: number) => ((at / (points.length - 1)) * WIDTH).toFixed(1)
  const line = points.map((v, at) => `${at === 0 ? 'M' : 'L'}${x(at)} ${y(v)}`).join('')
  return (
    <svg
      className={held.state === 'failed' ? 'day-curve is-old' : 'day-curve'}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {midnight >= 0 && <path className="midnight" d={`M${x(midnight)} 0V${HEIGHT}`} />}
      <path className="under" d={`${line}V${HEIGHT}H0Z`} />
      <path className="line" d={line} />
    </svg>
  )
}
