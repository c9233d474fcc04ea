/** Windows that slide second by second, with their length in seconds (contract 4). */
export const SLIDING = { m15: 900, h1: 3600, h24: 86400 } as const
/** Windows on the city's calendar, and `all` since the log's first event. */
export const CALENDAR = ['day', 'month', 'shift', 'period', 'all'] as const

export type SlidingWindow = keyof typeof SLIDING
export type CalendarWindow = (typeof CALENDAR)[number]
export type WindowName = SlidingWindow | CalendarWindow

export const WINDOWS: readonly WindowName[] = ['m15', 'h1', 'h24', ...CALENDAR]
