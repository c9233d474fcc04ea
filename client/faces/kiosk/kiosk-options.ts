import { viewOf } from '../../state/view.ts'
import type { SceneName } from '../scenes/scene-table.ts'

/** Who stands before the screen. */
export type Audience = 'public' | 'staff'

/** Minutes of the city's day; a screen on over midnight ends before it begins. */
export interface OnHours {
  readonly from: number
  readonly to: number
}

/** What the address says of an unattended screen. */
export interface KioskOptions {
  /** Code of the area, '' where the address names none. */
  readonly node: string
  readonly audience: Audience
  /** Always on without it. */
  readonly hours: OnHours | undefined
  /** Each scene stands so long, seconds. */
  readonly dwellSeconds: number
}

/** A public screen shows no tier below the district, no ranking, no points; service and work stand on both. SC-K2 */
const SCENES_OF: Readonly<Record<Audience, readonly SceneName[]>> = {
  public: ['situation', 'service', 'checks', 'loop'],
  staff: ['situation', 'tiers', 'loop', 'pair', 'service', 'checks', 'measures', 'questions'],
}
const DWELL = { usual: 20, least: 5, most: 600 }
const HOURS = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/

function hoursOf(text: string | null): OnHours | undefined {
  const [, fromHour, fromMinute, toHour, toMinute] = HOURS.exec(text ?? '') ?? []
  if (fromHour === undefined) return undefined
  const [from, to] = [Number(fromHour) * 60 + Number(fromMinute), Number(toHour) * 60 + Number(toMinute)]
  return from === to ? undefined : { from, to }
}

/** Reads `audience`, `on` (HH:MM-HH:MM, the city's time) and `dwell` (seconds); what is not understood is as if not said. SC-K1 */
export function kioskOptions(search: string): KioskOptions {
  const asked = new URLSearchParams(search)
  const dwell = Number(asked.get('dwell') ?? Number.NaN)
  const isDwell = dwell >= DWELL.least && dwell <= DWELL.most
  return {
    node: viewOf(search).node,
    audience: asked.get('audience') === 'staff' ? 'staff' : 'public',
    hours: hoursOf(asked.get('on')),
    dwellSeconds: isDwell ? Math.round(dwell) : DWELL.usual,
  }
}

export const scenesOf = (audience: Audience): readonly SceneName[] => SCENES_OF[audience]

/** Whether a screen is on at a minute of the city's day. SC-K5 */
export function isOn(hours: OnHours | undefined, minute: number): boolean {
  if (hours === undefined) return true
  const { from, to } = hours
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}
