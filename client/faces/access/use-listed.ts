import { useCallback, useEffect, useState } from 'react'
import { every } from '../../observe/timers.ts'
import { read, type Told } from './access-calls.ts'

const READ_EVERY_MS = 5_000

/** What was last read, and the way to read it now. */
export interface Listed<T> {
  readonly told: Told<T> | undefined
  readonly again: () => void
}

/** A list of the server, read again every five seconds and when asked; leaves for the sign-in page once signed out. */
export function useListed<T>(path: string): Listed<T> {
  const [told, setTold] = useState<Told<T>>()
  const again = useCallback(() => {
    void read<T>(path).then((now) => {
      if (!now.ok && now.refusal.code === 'sign-in') window.location.replace('sign-in?to=admin')
      setTold(now)
    })
  }, [path])
  useEffect(() => {
    again()
    return every(READ_EVERY_MS, again)
  }, [again])
  return { told, again }
}
