import type { KeptBriefing } from '../domain/briefing-act.ts'

/** `GET /api/v1/briefing`: what all screens of a briefing show. BR2 */
export interface RoomState {
  /** Rises with each word of a tablet. */
  readonly revision: number
  /** Shown on the screens; who reads it there may turn them. */
  readonly code: string
  /** '' until a tablet turned to one. */
  readonly scene: string
  readonly visitors: boolean
  /** Areas may be named as the most or the least. */
  readonly naming: boolean
  /** Screens stop at this publication. */
  readonly frozen?: { readonly seq: number; readonly at: string } | undefined
}

/** `GET /api/v1/briefings/ID`. BR1 */
export interface KeptAnswer {
  readonly id: string
  readonly digest: string
  readonly at: string
  readonly kept: KeptBriefing
}

/** `GET /api/v1/confirmed`: figures of a node that a post stood by in the last day. BR5 */
export interface ConfirmedList {
  readonly node: string
  readonly figures: readonly {
    readonly key: string
    readonly v: number
    readonly asOf: string
    readonly post: string
    readonly postName: { readonly zh: string; readonly en: string }
  }[]
}
