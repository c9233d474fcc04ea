import { Value } from '@sinclair/typebox/value'
import { NOTE_KEPT_DAYS, SHIFT_NOTE } from '../../shared/domain/shift-act.ts'
import type { EventLog } from '../log/event-log.ts'

const DAY_S = 86_400

/** Takes the words of notes older than thirty days out of the log; post, place and time stay. Resolves with how many. SH2 */
export async function forgetNotes(log: EventLog, citySecond: number): Promise<number> {
  const decoder = new TextDecoder()
  const old = [...log.acts()].flatMap(({ firstSeq, at, body }) => {
    if (at > citySecond - NOTE_KEPT_DAYS * DAY_S) return []
    const act: unknown = JSON.parse(decoder.decode(body))
    return Value.Check(SHIFT_NOTE, act) && act.text !== '' ? [{ firstSeq, act }] : []
  })
  await log.rewrite(
    new Map(old.map(({ firstSeq, act }) => [firstSeq, new TextEncoder().encode(JSON.stringify({ ...act, text: '' }))])),
  )
  return old.length
}
