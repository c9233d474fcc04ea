import type { GridEvent } from '../../../shared/domain/grid-event.ts'

/** An event of a recorded file, before the door. */
export interface RecordedEvent {
  /** Event time, epoch ms. */
  readonly t: number
  /** Its row, counted from 1 below the header. */
  readonly row: number
  readonly event: GridEvent
  /** The times of its row run backwards. */
  readonly outOfOrder: boolean
}

/** Why a row cannot be read. */
export class UnreadableRow extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
