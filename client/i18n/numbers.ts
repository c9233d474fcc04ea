import type { KeyShape } from '../../shared/figures/keys.ts'
import type { Say } from './words.ts'

const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const fixed = new Map<number, Intl.NumberFormat>()

function fixedFormat(decimals: number): Intl.NumberFormat {
  const known = fixed.get(decimals)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  fixed.set(decimals, made)
  return made
}

/** A count with thousands marks, the same in both languages. */
export const countText = (v: number): string => counts.format(v)

/** A number as its key's shape says: rates in percent with two decimals, never rounded up to 100.00 by less than all. */
export function numberText(v: number, shape: KeyShape, decimals: number): string {
  if (shape === 'rate') return rateText(v)
  return shape === 'real' ? fixedFormat(decimals).format(v) : counts.format(v)
}

function rateText(v: number): string {
  const hundredths = v < 1 ? Math.min(Math.round(v * 10_000), 9_999) : Math.round(v * 10_000)
  return fixedFormat(2).format(hundredths / 100)
}

/** An age in one unit: seconds below two minutes, then minutes, hours, days. */
export function ageText(seconds: number, say: Say): string {
  const s = Math.max(0, Math.floor(seconds))
  if (s < 120) return say('age.seconds', { n: s })
  if (s < 7_200) return say('age.minutes', { n: Math.floor(s / 60) })
  if (s < 172_800) return say('age.hours', { n: Math.floor(s / 3_600) })
  return say('age.days', { n: Math.floor(s / 86_400) })
}
