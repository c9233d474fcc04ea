import { useCallback, useEffect, useState } from 'react'
import type { Named } from '../../i18n/words.ts'
import { after } from '../../observe/timers.ts'
import type { AlarmAct, AlarmCardFacts } from '../../state/alarm-queue.ts'
import { deskPost } from '../../state/desk-memory.ts'
import { postAct } from '../../state/post-act.ts'
import { usePanel } from '../../state/wall-store.ts'
import { causeOf } from './alarm-words.ts'

interface ActWords {
  readonly post?: string
  readonly comment?: string
  readonly minutes?: number
}

/** What was done last and can still be taken back. */
export interface LastAct {
  readonly did: 'ack' | 'shelve'
  readonly ids: readonly string[]
  readonly cause: Named
}

interface ActAnswer {
  readonly ids: readonly string[]
}

const UNDO_MS = 10_000
const BACK: Readonly<Record<LastAct['did'], AlarmAct>> = { ack: 'unack', shelve: 'unshelve' }
const NO_POSTS: readonly { readonly code: string }[] = []
const pathOf = (id: string, action: AlarmAct) => `api/v1/alarms/${encodeURIComponent(id)}/${action}`

/** Sends acts of this desk; `fault` says why the last one was not done, '' where it was; `last` can be taken back for ten seconds. AL4 */
export function useAlarmActs() {
  const [fault, setFault] = useState('')
  const [last, setLast] = useState<LastAct>()
  const posts = usePanel((read) => read.alarms?.rules.posts ?? NO_POSTS)
  const act = useCallback(
    async (card: AlarmCardFacts, action: AlarmAct, words: ActWords = {}): Promise<boolean> => {
      const post = deskPost(posts)
      const sent = await postAct<ActAnswer>(pathOf(card.id, action), { ...(post === '' ? {} : { post }), ...words })
      setFault(sent.done ? '' : sent.why)
      if (sent.done)
        setLast(action === 'ack' || action === 'shelve' ? { did: action, ids: sent.answer.ids, cause: causeOf(card) } : undefined)
      return sent.done
    },
    [posts],
  )
  const undo = useCallback(async (): Promise<void> => {
    if (last === undefined) return
    setLast(undefined)
    const sent = await Promise.all(last.ids.map((id) => postAct(pathOf(id, BACK[last.did]), {})))
    setFault(sent.map((one) => (one.done ? '' : one.why)).find((why) => why !== '') ?? '')
  }, [last])
  useEffect(() => (last === undefined ? undefined : after(UNDO_MS, () => setLast(undefined))), [last])
  return { act, fault, last, undo }
}
