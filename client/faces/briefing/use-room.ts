import { useEffect } from 'react'
import type { RoomState } from '../../../shared/protocol/briefing-room.ts'
import { useTold } from '../../state/use-told.ts'
import { useStores } from '../../state/wall-store.ts'
import { SCENE_NAMES } from '../scenes/scene-table.ts'

const ALONE: RoomState = { revision: 0, code: '', scene: '', visitors: false, naming: true }

/** What the room's tablet said, followed by this screen: its scene, and where it stands still. BR2 */
export function useRoom(): RoomState {
  const { view } = useStores()
  const [held] = useTold<RoomState>('api/v1/briefing')
  const room = (held.state === 'loading' ? undefined : held.value) ?? ALONE
  const { revision, scene } = room
  const frozenSeq = room.frozen?.seq
  useEffect(() => {
    const known = SCENE_NAMES.find((name) => name === scene)
    if (revision > 0 && known !== undefined) view.setState({ scene: known })
  }, [revision, scene, view])
  useEffect(() => view.setState({ frozenSeq }), [frozenSeq, view])
  return room
}
