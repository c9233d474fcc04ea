import { sayIn } from '../../i18n/words.ts'
import { STAGES } from '../../state/view.ts'
import { useLang, usePanel, useStores } from '../../state/wall-store.ts'

/** What stands in the middle: the city by place, or its levels by size. */
export function StageSwitch() {
  const say = sayIn(useLang())
  const { view } = useStores()
  const shown = usePanel((read) => read.view.stage)
  return (
    <div className="switches" role="group" aria-label={say('stages')} data-panel="stage-switch">
      {STAGES.map((stage) => (
        <button
          key={stage}
          type="button"
          aria-pressed={stage === shown}
          aria-keyshortcuts="v"
          onClick={() => view.act.stand(stage)}
        >
          {say(`stage.${stage}`)}
        </button>
      ))}
    </div>
  )
}
