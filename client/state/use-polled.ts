import { useEffect, useState } from 'react'
import { every } from '../observe/timers.ts'
import { useStores } from './wall-store.ts'
import { readAgain, type Polled } from './polled.ts'

/** Reads `path` now and every `ms` milliseconds for as long as the component stands and the screen is not frozen; another path begins anew. */
export function usePolled<T>(path: string, ms: number): Polled<T> {
  const { view } = useStores()
  const [held, setHeld] = useState<Polled<T> & { readonly path?: string }>({ state: 'loading' })
  useEffect(() => {
    let gone = false
    let newest: Polled<T> = { state: 'loading' }
    const read = async () => {
      if (newest.state === 'held' && view.getState().frozenSeq !== undefined) return
      newest = await readAgain<T>(path, newest)
      if (!gone) setHeld({ ...newest, path })
    }
    void read()
    const stop = every(ms, () => void read())
    return () => {
      gone = true
      stop()
    }
  }, [path, ms, view])
  return held.path === path ? held : { state: 'loading' }
}
