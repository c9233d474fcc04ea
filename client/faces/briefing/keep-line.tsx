import { useSceneSentence } from '../scenes/use-scene-sentence.ts'
import { SCENE_NAMES, type SceneName } from '../scenes/scene-table.ts'
import { useBriefingWords } from './sentence-editor.tsx'
import { useKeep } from './use-keep.ts'

interface KeepLineProps {
  readonly edited: Readonly<Partial<Record<SceneName, string>>>
  readonly naming: boolean
}

/** All sentences as the figures say them now. */
function useAllSentences(naming: boolean): Readonly<Record<SceneName, string>> {
  const [situation, tiers, loop, pair] = [
    useSceneSentence('situation', naming),
    useSceneSentence('tiers', naming),
    useSceneSentence('loop', naming),
    useSceneSentence('pair', naming),
  ]
  const [service, checks, measures, questions] = [
    useSceneSentence('service', naming),
    useSceneSentence('checks', naming),
    useSceneSentence('measures', naming),
    useSceneSentence('questions', naming),
  ]
  return { situation, tiers, loop, pair, service, checks, measures, questions }
}

/** Keeps the briefing under an address of its own, and leads to it and to the document of Word. BR1 BR4 */
export function KeepLine({ edited, naming }: KeepLineProps) {
  const words = useBriefingWords()
  const made = useAllSentences(naming)
  const { id, fault, keep } = useKeep()
  const said = (scene: SceneName) => ({ text: edited[scene] ?? made[scene], edited: edited[scene] !== undefined })
  const all = () =>
    Object.fromEntries(SCENE_NAMES.map((scene) => [scene, said(scene)])) as Record<SceneName, ReturnType<typeof said>>
  return (
    <span className="keep-line">
      <button type="button" onClick={() => void keep(all())}>
        {words('keep')}
      </button>
      {id !== '' && (
        <>
          <a href={`briefing?kept=${id}`} target="_blank" rel="noreferrer noopener" data-kept={id}>
            {words('keptLink')}
          </a>
          <a href={`api/v1/briefings/${id}/docx`} download>
            {words('word')}
          </a>
        </>
      )}
      {fault !== '' && <span role="alert">{words('keepFailed', { why: fault })}</span>}
    </span>
  )
}
