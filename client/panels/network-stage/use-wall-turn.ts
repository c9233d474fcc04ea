import { useEffect, useState } from 'react'
import { after } from '../../observe/timers.ts'
import { pulseOf } from '../../state/panel-pulse.ts'
import { useStores } from '../../state/wall-store.ts'

/** At most twice a second: a picture of the whole network is read, not watched. */
const TURN_MS = 500

/** Draws the component again within half a second of any change of the wall, however many frames come. SC-N5 */
export function useWallTurn(): void {
  const { wall } = useStores()
  const [, setTurn] = useState(0)
  useEffect(() => {
    let stop: (() => void) | undefined
    const tell = () => {
      stop = undefined
      setTurn(wall.getState().revision)
    }
    const leave = pulseOf(wall).subscribe(() => {
      stop ??= after(TURN_MS, tell)
    })
    return () => (stop?.(), leave())
  }, [wall])
}
