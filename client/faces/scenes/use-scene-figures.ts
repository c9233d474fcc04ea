import { useStore } from 'zustand'
import { onStage } from '../../map/on-stage.ts'
import { usePanel } from '../../state/wall-store.ts'
import { SCENES, type SceneFigure, type SceneName } from './scene-table.ts'

/** The figures of a scene at this moment, of the level that the map beside it fills. SC-S1 */
export function useSceneFigures(scene: SceneName): readonly SceneFigure[] {
  const drawn = useStore(onStage, ({ level }) => level)
  return usePanel((read) => SCENES[scene].figures(read, drawn))
}
