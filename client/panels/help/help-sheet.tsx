import type { ValueState } from '../../../shared/figures/value-state.ts'
import { sayIn, type Word } from '../../i18n/words.ts'
import { useLang } from '../../state/wall-store.ts'
import { Figure, stateWords } from '../figure.tsx'
import { Sheet } from '../sheet.tsx'

const KEYS: readonly (readonly [keys: string, word: Word])[] = [
  ['/', 'help.search'],
  ['Esc', 'help.up'],
  ['↑ ↓ ← →', 'help.arrows'],
  ['N P', 'help.list'],
  ['Enter', 'help.enter'],
  ['J K', 'help.alarms'],
  ['A S D Z', 'help.alarmActs'],
  ['W', 'help.worst'],
  ['Home', 'help.whole'],
  ['F', 'help.figures'],
  ['T', 'help.table'],
  ['C', 'help.cases'],
  ['U', 'help.units'],
  ['B', 'help.notes'],
  ['H', 'help.handover'],
  ['M', 'help.measures'],
  ['G', 'help.service'],
  ['1 – 6', 'help.layers'],
  ['V', 'help.stage'],
  ['L', 'help.lang'],
  ['?', 'help.help'],
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
  const say = sayIn(useLang())
  return (
    <Sheet id="help" title={say('help.title')}>
      <div className="help">
        <dl>
          {KEYS.map(([keys, word]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{say(word)}</dd>
            </div>
          ))}
        </dl>
        <div>
          <h3>{say('help.glyphs')}</h3>
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
