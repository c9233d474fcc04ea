import { useEffect, useRef } from 'react'
import { usePanel } from '../../state/wall-store.ts'
import type { SceneName } from './scene-table.ts'

/** A newer build is taken where a scene ends, and never while the screen is busy with a grave warning. SC-K4 */
export function useReloadBetween(scene: SceneName, busy: boolean): void {
  const newer = usePanel((read) => read.newer)
  const shown = useRef(scene)
  useEffect(() => {
    if (newer && !busy && shown.current !== scene) window.location.reload()
    shown.current = scene
  }, [newer, busy, scene])
}
