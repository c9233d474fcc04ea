import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { every } from '../observe/timers.ts'
import { useStores } from './wall-store.ts'
import { readAgain, type Polled } from './polled.ts'
import { serverCatchesUp } from './wall-state.ts'

/** Reads `path` now (once the server has caught up) and every `ms` milliseconds for as long as the component stands and the screen is not frozen; another path begins anew. */
export function usePolled<T>(path: string, ms: number): Polled<T> {
  const { view, wall } = useStores()
  const waits = useStore(wall, ({ link }) => serverCatchesUp(link))
  const [held, setHeld] = useState<Polled<T> & { readonly path?: string }>({ state: 'loading' })
  useEffect(() => {
    if (waits) return undefined
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
  }, [path, ms, view, waits])
  return held.path === path && !waits ? held : { state: 'loading' }
}
