import { useEffect, useRef } from 'react'
import { usePanel } from '../../state/wall-store.ts'
import type { SceneName } from './scene-table.ts'

/** Whether this page would come if it were loaded now: nobody stands by to load it again where it does not. */
const isServed = () =>
  fetch(window.location.href, { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )

/** A newer build is taken where a scene ends, never while the screen is busy with a grave warning or the server is away. SC-K4 */
export function useReloadBetween(scene: SceneName, busy: boolean): void {
  const newer = usePanel((read) => read.newer)
  const shown = useRef(scene)
  useEffect(() => {
    const ended = shown.current !== scene
    shown.current = scene
    if (!newer || busy || !ended) return undefined
    let free = true
    void isServed().then((served) => served && free && window.location.reload())
    return () => void (free = false)
  }, [newer, busy, scene])
}
