import { useCallback, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { every } from '../observe/timers.ts'
import { readAgain, type Polled } from './polled.ts'
import { serverCatchesUp } from './wall-state.ts'
import { useStores } from './wall-store.ts'

/** Where no news comes the answer is still read again. */
const READ_EVERY_MS = 10_000

/** Reads `path` at once (once the server has caught up), whenever the server says that there is news, and now and then; `again` reads it at once. ST11 */
export function useTold<T>(path: string): readonly [Polled<T>, again: () => void] {
  const { wall } = useStores()
  const waits = useStore(wall, ({ link }) => serverCatchesUp(link))
  const [held, setHeld] = useState<Polled<T> & { readonly path?: string }>({ state: 'loading' })
  const newest = useRef<Polled<T>>({ state: 'loading' })
  const asked = useRef(path)
  asked.current = path
  const again = useCallback(() => {
    void readAgain<T>(path, newest.current).then((answer) => {
      if (asked.current !== path) return
      newest.current = answer
      setHeld({ ...answer, path })
    })
  }, [path])
  useEffect(() => {
    if (waits) return undefined
    newest.current = { state: 'loading' }
    let seen = wall.getState().link.news
    again()
    const stops = [
      every(READ_EVERY_MS, again),
      wall.subscribe(({ link }) => {
        if (link.news === seen) return
        seen = link.news
        again()
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [wall, again, waits])
  return [held.path === path && !waits ? held : { state: 'loading' }, again]
}
