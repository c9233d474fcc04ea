import { useStore } from 'zustand'
import { useState } from 'react'
import type { BriefingBody } from '../../../shared/domain/briefing-act.ts'
import type { KeptAnswer } from '../../../shared/protocol/briefing-room.ts'
import { sayIn } from '../../i18n/words.ts'
import { onStage } from '../../map/on-stage.ts'
import { postAct } from '../../state/post-act.ts'
import { useLang, useStores } from '../../state/wall-store.ts'
import { SCENE_NAMES, SCENES, type SceneName } from '../scenes/scene-table.ts'
import { sceneWordsIn } from '../scenes/scene-words-in.ts'

export interface Keeping {
  /** Of the briefing that was kept last, '' before any. */
  readonly id: string
  readonly fault: string
  /** Sends what the room reads; the server fills in the figures. */
  keep(said: Readonly<Record<SceneName, { readonly text: string; readonly edited: boolean }>>): Promise<void>
}

/** Keeps the briefing as it stands. BR1 */
export function useKeep(): Keeping {
  const lang = useLang()
  const { wall, view } = useStores()
  const drawn = useStore(onStage, ({ level }) => level)
  const [done, setDone] = useState({ id: '', fault: '' })
  const keep: Keeping['keep'] = async (said) => {
    const words = sceneWordsIn(lang)
    const read = { ...wall.getState(), view: view.getState() }
    const level = Math.max(drawn, (read.focus?.nodes[0]?.level ?? 0) + 1)
    const body: BriefingBody = {
      node: read.focus?.scope.node ?? '',
      level,
      lang,
      scenes: SCENE_NAMES.map((scene) => ({
        scene,
        title: words(scene),
        ...said[scene],
        figures: SCENES[scene].figures(read, level).map(({ label, of }) => ({
          key: of.key,
          label: typeof label === 'string' ? words(label) : sayIn(lang)(`tier.${label.tier}`),
        })),
      })),
    }
    const sent = await postAct<KeptAnswer>('api/v1/briefings', body)
    setDone(sent.done ? { id: sent.answer.id, fault: '' } : { id: '', fault: sent.why })
  }
  return { ...done, keep }
}
