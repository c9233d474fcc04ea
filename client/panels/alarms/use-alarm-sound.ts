import { useCallback, useEffect, useRef, useState } from 'react'
import { every, steady } from '../../observe/timers.ts'
import type { AlarmQueue } from '../../state/alarm-queue.ts'
import type { WarningsNow } from '../../state/situation.ts'
import { usePolled } from '../../state/use-polled.ts'
import { useStores } from '../../state/wall-store.ts'
import { AlarmTone } from './alarm-tone.ts'
import { callersOf, levelToSound } from './callers.ts'

const LOOK_EVERY_MS = 1_000
const READ_WARNINGS_MS = 3_000
/** Kept for this window alone: of several windows of a desk one has the sound. */
const KEPT_AS = 'gridwall.sound'

export interface AlarmSound {
  /** `off`: nobody asked for it in this window; `blocked`: the browser waits for a press or click. */
  readonly state: 'off' | 'blocked' | 'armed' | 'mute'
  /** City clock, epoch seconds, of the last tone that was measured on its way out. */
  readonly provenAt: number | undefined
  /** Asks for the sound and plays a test tone. */
  test(): void
  off(): void
}

/** Sounds for what is grave and waits, and says whether it can. AL12 */
export function useAlarmSound(queue: AlarmQueue): AlarmSound {
  const { wall } = useStores()
  const tone = useRef<AlarmTone>(undefined)
  const heard = useRef(new Map<string, number>())
  const [wanted, want] = useState(() => window.sessionStorage.getItem(KEPT_AS) === 'on')
  const [armed, setArmed] = useState(false)
  const [proven, prove] = useState<number | false>()
  const held = usePolled<WarningsNow>('api/v1/situation', READ_WARNINGS_MS)
  const callers = useRef<ReturnType<typeof callersOf>>([])
  callers.current = callersOf(queue, (held.state === 'loading' ? undefined : held.value)?.warnings ?? [])

  const play = useCallback(
    async (level: 1 | 2) => {
      tone.current ??= new AlarmTone()
      await tone.current.arm()
      const sounded = await tone.current.play(level)
      prove(sounded ? wall.getState().link.clock : false)
      setArmed(tone.current.isArmed)
    },
    [wall],
  )
  useEffect(() => {
    if (!wanted) return undefined
    tone.current ??= new AlarmTone()
    const own = tone.current
    const wake = () => void own.arm().then(() => setArmed(own.isArmed))
    wake()
    const look = () => {
      setArmed(own.isArmed)
      if (!own.isArmed) return
      const level = levelToSound(callers.current, heard.current, steady())
      if (level === undefined) return
      heard.current = new Map(
        callers.current.map(({ id, again }) => [id, again ? steady() : (heard.current.get(id) ?? steady())]),
      )
      void play(level)
    }
    const stop = every(LOOK_EVERY_MS, look)
    for (const gesture of ['pointerdown', 'keydown'] as const) window.addEventListener(gesture, wake)
    return () => {
      stop()
      for (const gesture of ['pointerdown', 'keydown'] as const) window.removeEventListener(gesture, wake)
    }
  }, [wanted, play])
  const choose = (on: boolean) => {
    window.sessionStorage.setItem(KEPT_AS, on ? 'on' : 'off')
    want(on)
  }
  return {
    state: !wanted ? 'off' : !armed ? 'blocked' : proven === false ? 'mute' : 'armed',
    provenAt: proven === false ? undefined : proven,
    test: () => (choose(true), void play(2)),
    off: () => (tone.current?.close(), (tone.current = undefined), choose(false)),
  }
}
