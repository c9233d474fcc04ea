import type { HandoverSheet } from '../domain/shift-act.ts'

interface Named {
  readonly zh: string
  readonly en: string
}

/** A note as the shift log tells it; times ISO 8601. */
export interface ToldNote {
  /** Its number in the log. */
  readonly seq: number
  readonly at: string
  readonly post: string
  readonly postName: Named
  readonly node: string
  readonly place: Named
  readonly text: string
}

/** `GET /api/v1/shift/notes`: newest first. SH1 */
export interface NoteList {
  readonly asOf: string
  readonly keptDays: number
  readonly posts: readonly { readonly code: string; readonly name: Named }[]
  readonly notes: readonly ToldNote[]
}

/** A handover that was begun: given, and taken once the other side has signed. SH4 */
export interface ToldHandover {
  readonly id: string
  readonly digest: string
  readonly given: { readonly post: string; readonly postName: Named; readonly at: string }
  readonly taken?: { readonly post: string; readonly postName: Named; readonly at: string } | undefined
  readonly sheet: HandoverSheet
}

/** `GET /api/v1/shift/handover`: the sheet as it would be now, and the handovers begun, newest first. SH3 */
export interface HandoverAnswer {
  readonly posts: readonly { readonly code: string; readonly name: Named }[]
  readonly sheet: HandoverSheet
  readonly begun: readonly ToldHandover[]
}
