interface Named {
  readonly zh: string
  readonly en: string
}

/** An area as a card names it. */
export interface AlarmArea {
  readonly code: string
  readonly name: Named
  readonly level: string
}

/** One alarm as the server tells it; times are ISO 8601. */
export interface AlarmFacts {
  readonly id: string
  readonly level: number
  readonly rule?: string | undefined
  readonly kind?: string | undefined
  /** What it is about: a case, a measure, a source or an area. */
  readonly subject?: string | undefined
  readonly name?: Named | undefined
  readonly about?: { readonly code: string; readonly name?: Named | undefined } | undefined
  readonly value?: number | undefined
  readonly node: string
  readonly state: 'active' | 'cleared'
  readonly since: string
  readonly knownAt: string
  readonly late: boolean
  readonly waitsSince?: string | undefined
  readonly acknowledged?: { readonly at: string; readonly until: string; readonly postName?: Named | undefined } | undefined
  readonly escalation: {
    readonly step: number
    readonly postName?: Named | undefined
    /** Channels outside the room that were told since it has been waiting. */
    readonly told?: readonly { readonly name?: Named | undefined; readonly status: 'taken' | 'refused' }[] | undefined
  }
}

/** One line of the queue: an alarm, or several of one rule in one area. */
export interface AlarmCardFacts {
  readonly id: string
  readonly level: number
  readonly node: string
  readonly place: readonly AlarmArea[]
  readonly count: number
  readonly waiting: number
  readonly first: AlarmFacts
  readonly members: readonly { readonly id: string; readonly node: string; readonly place: readonly AlarmArea[] }[]
}

/** `/api/v1/alarms` as the desk uses it. */
export interface AlarmQueue {
  readonly rules: {
    readonly acknowledgeMinutes: readonly number[]
    readonly posts: readonly { readonly code: string; readonly name: Named }[]
  }
  readonly counts: Readonly<Record<'unacked' | 'shelved' | 'suppressed' | 'late' | 'cleared', number>>
  readonly load: { readonly perDeskPer10Minutes: number; readonly target: number }
  readonly leavesTheRoom: boolean
  readonly cards: readonly AlarmCardFacts[]
}

/** What a desk may do with an alarm or a card of several. */
export type AlarmAct = 'ack' | 'unack' | 'shelve' | 'unshelve' | 'clear'
