import { useEffect, useState } from 'react'
import { every, steady } from '../../observe/timers.ts'

/** Which of `count` scenes stands after so many milliseconds. */
export const sceneAt = (elapsedMs: number, count: number, dwellMs: number): number => Math.floor(elapsedMs / dwellMs) % count

/** The number of the scene that stands now. It follows from the steady clock alone, so a late timer skips and never sticks. SC-K4 */
export function useRotation(count: number, dwellSeconds: number): number {
  const [at, setAt] = useState(0)
  useEffect(() => {
    const began = steady()
    return every(500, () => setAt(sceneAt(steady() - began, count, dwellSeconds * 1000)))
  }, [count, dwellSeconds])
  return at
}
