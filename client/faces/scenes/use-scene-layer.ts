import { useEffect } from 'react'
import { useStores } from '../../state/wall-store.ts'
import { SCENES, type SceneName } from './scene-table.ts'

/** The map beside a scene wears that scene's layer. */
export function useSceneLayer(scene: SceneName): void {
  const { view } = useStores()
  useEffect(() => view.act.show(SCENES[scene].layer), [view, scene])
}
