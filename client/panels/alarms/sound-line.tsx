import { cityTime } from '../../i18n/times.ts'
import type { AlarmQueue } from '../../state/alarm-queue.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { sayAlarm } from './say-alarm.ts'
import { useAlarmSound } from './use-alarm-sound.ts'

/** Whether grave alarms are heard in this window, with the proof of it: a test tone that was measured. AL12 */
export function SoundLine({ queue }: { readonly queue: AlarmQueue }) {
  const lang = useLang()
  const say = sayAlarm(lang)
  const timezone = usePanel((read) => read.city?.timezone ?? 'UTC')
  const { state, provenAt, test, off } = useAlarmSound(queue)
  const time = provenAt === undefined ? '' : cityTime(lang, timezone).minute(provenAt * 1000)
  const words = state === 'armed' && time !== '' ? say('sound.proven', { t: time }) : say(`sound.${state}`)
  return (
    <span className="alarm-sound" data-sound={state} data-proven={provenAt !== undefined} role="status">
      <i className={`fresh is-${state === 'armed' ? 'live' : 'stale'}`} aria-hidden="true" />
      {words}
      <button type="button" onClick={test}>
        {say(state === 'off' ? 'sound.arm' : 'sound.test')}
      </button>
      {state !== 'off' && (
        <button type="button" onClick={off}>
          {say('sound.turnOff')}
        </button>
      )}
    </span>
  )
}
