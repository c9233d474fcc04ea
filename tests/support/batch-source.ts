import type { CityFacts } from './city-facts.ts'

/** A batch as a real source would keep it until it is acknowledged. */
export interface Batch {
  readonly ids: readonly string[]
  readonly body: string
}

export interface BatchReceipt {
  readonly accepted: number
  readonly duplicate: number
  readonly rejected: number
  readonly firstSeq: number | null
  readonly lastSeq: number | null
  readonly errors: readonly unknown[]
}

function batchOf(name: string, size: number, own: (id: string) => object): Batch {
  const occurredAt = new Date().toISOString()
  const ids = Array.from({ length: size }, (_, index) => `${name}-${index}`)
  const lines = ids.map((id, index) => {
    const point = [120.1 + (index % 40) / 400, 30.2 + (Math.floor(index / 40) % 40) / 400]
    return JSON.stringify({ id, occurredAt, point, ...own(id) })
  })
  return { ids, body: lines.join('\n') }
}

/** `size` reported cases with ids of their own, just now, near the middle of Hangzhou. */
export function makeBatch({ source, type }: CityFacts, name: string, size: number): Batch {
  return batchOf(name, size, (id) => ({ kind: 'case', source, caseId: id, step: 'reported', type }))
}

/** Sends a batch; rejects where no answer came, answers undefined where the server refused it (429, 503). */
export async function sendBatch(url: string, batch: Batch): Promise<BatchReceipt | undefined> {
  const headers = { 'content-type': 'application/x-ndjson' }
  const response = await fetch(`${url}/api/v1/events`, { method: 'POST', headers, body: batch.body })
  const answer = (await response.json()) as BatchReceipt
  return response.ok ? answer : undefined
}
