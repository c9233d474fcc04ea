import { SCENE_NAMES, type SceneName } from '../scenes/scene-table.ts'

/** What a key does on a briefing. */
export type BriefingAct = { readonly scene: SceneName } | 'visitor' | 'print'

const NEXT: ReadonlySet<string> = new Set(['ArrowRight', 'PageDown', ' ', 'Enter'])
const PREVIOUS: ReadonlySet<string> = new Set(['ArrowLeft', 'PageUp', 'Backspace'])

/** The scene so many steps on; it stays at the ends, so that one press too many shows nothing else. */
export function sceneBeside(scene: SceneName, by: number): SceneName {
  const at = Math.min(SCENE_NAMES.length - 1, Math.max(0, SCENE_NAMES.indexOf(scene) + by))
  return SCENE_NAMES[at] ?? scene
}

/** Presenters and keyboards alike: arrows and page keys turn, digits jump, `v` visitors, `p` print. SC-F2 */
export function briefingAct(key: string, scene: SceneName): BriefingAct | undefined {
  if (NEXT.has(key)) return { scene: sceneBeside(scene, 1) }
  if (PREVIOUS.has(key)) return { scene: sceneBeside(scene, -1) }
  if (key === 'Home') return { scene: sceneBeside(scene, -SCENE_NAMES.length) }
  if (key === 'End') return { scene: sceneBeside(scene, SCENE_NAMES.length) }
  const numbered = SCENE_NAMES[Number(key) - 1]
  if (numbered !== undefined) return { scene: numbered }
  if (key === 'v') return 'visitor'
  return key === 'p' ? 'print' : undefined
}
