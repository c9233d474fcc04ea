import type { CaseActBody } from '../../shared/domain/case-act.ts'

/** Asks the system of record to act on a case; answers why it was not handed over, '' where it was. OB1 */
export async function sendCaseAct(id: string, act: CaseActBody): Promise<string> {
  try {
    const key = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')
    const response = await fetch(new URL(`api/v1/cases/${encodeURIComponent(id)}/acts`, document.baseURI), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(act),
    })
    if (response.ok) return ''
    const { title } = (await response.json()) as { readonly title?: string }
    return title ?? String(response.status)
  } catch {
    return 'HTTP'
  }
}
