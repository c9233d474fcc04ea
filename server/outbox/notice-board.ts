import type { AlarmNotice } from '../../shared/domain/alarm-notice.ts'
import type { AlarmStanding } from '../../shared/domain/alarm.ts'
import type { AlarmChannel } from './alarm-channels.ts'

/** That a channel was told of an alarm. */
export interface Told {
  readonly channel: string
  readonly step: number
  readonly status: AlarmNotice['status']
  /** Clock second. */
  readonly at: number
}

/** Which channels lead out of the room, and what each was told; the queue reads it. AL10 */
export class NoticeBoard {
  readonly channels: readonly AlarmChannel[]
  readonly #told = new Map<string, (Told & { readonly waits: number })[]>()

  constructor(channels: readonly AlarmChannel[]) {
    this.channels = channels
  }

  note({ alarm, channel, waits, step, status }: AlarmNotice, at: number): void {
    this.#told.set(alarm, [...(this.#told.get(alarm) ?? []), { channel, step, status, at, waits }])
  }

  /** What was told of the alarm since it has been waiting; a later wait is another. */
  of({ id, waitsSince }: Pick<AlarmStanding, 'id' | 'waitsSince'>): readonly Told[] {
    return (this.#told.get(id) ?? []).filter(({ waits }) => waits === waitsSince)
  }
}
