import { lasting } from '../observe/lasting-import.ts'

/** The day in quarters of an hour with the library that draws it; no part of the first script. */
export const laterQuarterHours = lasting(() => import('./quarter-hours.tsx').then((m) => ({ default: m.QuarterHours })))
