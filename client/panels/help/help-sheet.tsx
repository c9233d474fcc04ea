import type { ValueState } from '../../../shared/figures/value-state.ts'
import { HELP_WORDS } from '../../i18n/help-words.ts'
import { nameIn, sayIn } from '../../i18n/words.ts'
import { useLang } from '../../state/wall-store.ts'
import { Figure, stateWords } from '../figure.tsx'
import { Sheet } from '../sheet.tsx'

const KEYS: readonly (readonly [keys: string, word: keyof typeof HELP_WORDS])[] = [
  ['/', 'search'],
  ['Esc', 'up'],
  ['↑ ↓ ← →', 'arrows'],
  ['N P', 'list'],
  ['Enter', 'enter'],
  ['J K', 'alarms'],
  ['A S D Z', 'alarmActs'],
  ['W', 'worst'],
  ['Home', 'whole'],
  ['F', 'figures'],
  ['T', 'table'],
  ['C', 'cases'],
  ['U', 'units'],
  ['B', 'notes'],
  ['H', 'handover'],
  ['M', 'measures'],
  ['G', 'service'],
  ['1 – 7', 'layers'],
  ['V', 'stage'],
  ['L', 'lang'],
  ['?', 'help'],
]
const GLYPHS: readonly (readonly [state: ValueState, v: number | null])[] = [
  ['live', 128],
  ['late', 128],
  ['stale', 128],
  ['zero', 0],
  ['none', null],
  ['suppressed', null],
  ['forbidden', null],
  ['off', null],
]

/** Keys, and what the marks of a figure mean. */
export function HelpSheet() {
  const lang = useLang()
  const say = sayIn(lang)
  return (
    <Sheet id="help" title={say('help.title')}>
      <div className="help">
        <dl>
          {KEYS.map(([keys, word]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{nameIn(lang, HELP_WORDS[word])}</dd>
            </div>
          ))}
        </dl>
        <div>
          <h3>{nameIn(lang, HELP_WORDS.glyphs)}</h3>
          <dl>
            {GLYPHS.map(([state, v]) => (
              <div key={state}>
                <dt>
                  <Figure of={{ key: '', v, state, heldAt: 0, shape: 'count', decimals: 0, cls: 'P' }} />
                </dt>
                <dd>{stateWords({ key: '', v, state, heldAt: 0, shape: 'count', decimals: 0, cls: 'P' }, 0, say)}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
    </Sheet>
  )
}
