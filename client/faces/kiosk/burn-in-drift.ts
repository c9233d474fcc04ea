/** Farthest the picture stands from its place, CSS pixels: 24 from end to end. */
export const DRIFT_PX = 12
/** Minutes of a whole swing across and up; without a common divisor, so that the path fills its square. */
const SWING = { x: 61, y: 37 }

const swing = (minute: number, minutes: number) => Math.round(DRIFT_PX * Math.sin((2 * Math.PI * minute) / minutes))

/** Where the whole picture stands at a minute: it moves by whole pixels, so slowly that nobody sees it move. SC-K6 */
export const driftAt = (minute: number): readonly [x: number, y: number] => [swing(minute, SWING.x), swing(minute, SWING.y)]
