import { useEffect } from 'react'
import { childRows } from '../../panels/children/children-figures.ts'
import { useMapFeed } from '../../state/map-feed.ts'
import { walkOn } from '../../panels/layers/walk-on.ts'
import { useStores, type Stores } from '../../state/wall-store.ts'
import { commandOf, type Command } from './keyboard.ts'

function obey(command: Command, stores: Stores): void {
  const { view, wall } = stores
  switch (command.kind) {
    case 'open':
      return view.act.open(command.sheet)
    case 'close':
      return view.act.open('none')
    case 'select':
      return view.act.select(command.code)
    case 'hover':
      return view.act.hover(command.code)
    case 'layer':
      return view.act.show(command.layer)
    case 'worst':
      return walkOn(stores)
    case 'whole':
      return view.act.select(wall.getState().city?.code ?? '')
    case 'language':
      return view.act.speak(view.getState().lang === 'zh' ? 'en' : 'zh')
    case 'stage':
      return view.act.stand(view.getState().stage === 'map' ? 'network' : 'map')
  }
}

const typing = (target: EventTarget | null) => target instanceof HTMLInputElement
/** Keys that a focused button takes for itself. */
const pressing = (target: EventTarget | null, key: string) => target instanceof HTMLButtonElement && key === 'Enter'

/** Hears the desk's keys for as long as the face stands. */
export function useDeskKeys(): void {
  const stores = useStores()
  const { compass } = useMapFeed()
  useEffect(() => {
    const onKey = (press: KeyboardEvent) => {
      const modified = press.ctrlKey || press.metaKey || press.altKey
      if ((press.ctrlKey || press.metaKey) && press.key === 'k') {
        press.preventDefault()
        return stores.view.act.open('search')
      }
      if (press.defaultPrevented || modified || pressing(press.target, press.key)) return
      if (typing(press.target) && press.key !== 'Escape') return
      const wall = stores.wall.getState()
      const view = stores.view.getState()
      const children = childRows({ ...wall, view }).rows.map((row) => row.code)
      const command = commandOf(press.key, {
        sheetOpen: view.sheet !== 'none',
        parent: wall.focus?.nodes[0]?.parent ?? '',
        children,
        hovered: view.hovered,
        toward: (way) => (view.stage === 'map' ? compass.getState().next(view.hovered, way, children) : undefined),
      })
      if (command === undefined) return
      press.preventDefault()
      obey(command, stores)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [stores, compass])
}
