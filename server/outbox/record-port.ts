import type { CaseAct } from '../../shared/domain/case-act.ts'

/** What became of one attempt: taken (with the receipt where it came at once), refused for good, or to be tried again. */
export type Delivery =
  | { readonly kind: 'taken'; readonly number?: string | undefined }
  | { readonly kind: 'refused'; readonly number: string }
  | { readonly kind: 'failed'; readonly reason: string }

/** The way to the system of record; never rejects. */
export type RecordPort = (act: CaseAct) => Promise<Delivery>
