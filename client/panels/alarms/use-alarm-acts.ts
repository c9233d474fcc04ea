import { useCallback, useState } from 'react'
import type { AlarmAct, AlarmCardFacts } from '../../state/alarm-queue.ts'

interface ActWords {
  readonly post?: string
  readonly comment?: string
  readonly minutes?: number
}

async function send(id: string, action: AlarmAct, words: ActWords): Promise<string> {
  const response = await fetch(new URL(`api/v1/alarms/${encodeURIComponent(id)}/${action}`, document.baseURI), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': `desk-${crypto.getRandomValues(new Uint32Array(3)).join('-')}`,
    },
    body: JSON.stringify(words),
  })
  if (response.ok) return ''
  const { title } = (await response.json().catch(() => ({}))) as { readonly title?: string }
  return title ?? `${response.status}`
}

/** Sends acts of this desk; `fault` says why the last one was not done, '' where it was. AL4 */
export function useAlarmActs() {
  const [fault, setFault] = useState('')
  const act = useCallback(async (card: AlarmCardFacts, action: AlarmAct, words: ActWords = {}): Promise<boolean> => {
    const reason = await send(card.id, action, words).catch((failure: unknown) => String(failure))
    setFault(reason)
    return reason === ''
  }, [])
  return { act, fault }
}
