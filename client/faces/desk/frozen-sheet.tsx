import { sayIn } from '../../i18n/words.ts'
import { DeadManSheet } from '../../observe/dead-man-sheet.tsx'
import { useLang } from '../../state/wall-store.ts'
import { mainThreadLife } from './life.ts'

/** Greys the page when its own thread has stopped. SC6 */
export function FrozenSheet() {
  const say = sayIn(useLang())
  return <DeadManSheet life={mainThreadLife} title={say('link.frozen.title')} body={say('link.frozen.body')} />
}
