import { useEffect, useRef } from 'react'
import { frameTick } from '../../observe/frame-clock.ts'
import { steady } from '../../observe/timers.ts'

/** Tells the screen of each animation frame what the picture of the network shows, as the map does of its own. SC12 */
export function useFrames(seq: number, nodes: number): void {
  const began = steady()
  const drawn = useRef({ seq: -1, drawnAt: 0, nodes: 0, tookMs: 0 })
  useEffect(() => {
    const drawnAt = steady()
    drawn.current = { seq, drawnAt, nodes, tookMs: drawnAt - began }
  })
  useEffect(() => {
    let asked = 0
    const turn = () => {
      asked = requestAnimationFrame(turn)
      frameTick({ at: steady(), events: 0, ...drawn.current })
      drawn.current = { ...drawn.current, tookMs: 0 }
    }
    asked = requestAnimationFrame(turn)
    return () => cancelAnimationFrame(asked)
  }, [])
}
