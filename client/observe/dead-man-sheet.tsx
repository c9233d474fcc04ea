import { useEffect, useRef } from 'react'
import { rearm } from './dead-man.ts'

interface DeadManProps {
  /** Calls back on each sign of life; returns the way out. */
  readonly life: (beat: () => void) => () => void
  readonly overMap?: boolean
  readonly title: string
  readonly body?: string
}

/** A grey sheet that shows itself unless a sign of life comes at least each five seconds. SC6 */
export function DeadManSheet({ life, overMap = false, title, body }: DeadManProps) {
  const sheet = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const beat = () => {
      if (sheet.current !== null) rearm(sheet.current)
    }
    beat()
    return life(beat)
  }, [life])
  return (
    <div ref={sheet} className={overMap ? 'dead-man is-over-map' : 'dead-man'} aria-hidden="true">
      <b>{title}</b>
      {body !== undefined && <span>{body}</span>}
    </div>
  )
}
