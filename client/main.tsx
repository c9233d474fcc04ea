import { lazy, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import './theme/base.css'
import './theme/desk.css'
import './theme/stage.css'
import './theme/panels.css'
import './theme/panel-lists.css'
import './theme/sheets.css'
import { pageClock, socketIoPort } from './connection/socket-io-port.ts'
import { DeskFace } from './faces/desk/desk-face.tsx'
import { FrameMeter } from './observe/frame-meter.ts'
import { onShown, pageHidden } from './observe/page-visibility.ts'
import { after, every } from './observe/timers.ts'
import { AlarmKeeper } from './state/alarm-keeper.ts'
import { bindAddress } from './state/address.ts'
import { cityCalls } from './state/city-calls.ts'
import { DayKeeper } from './state/day-keeper.ts'
import { MapFeedContext } from './state/map-feed.ts'
import { viewOf } from './state/view.ts'
import { createViewStore } from './state/view-store.ts'
import { createWallStore, StoresContext } from './state/wall-store.ts'
import { startWall } from './state/start-wall.ts'
import { exposeDiagnostics } from './state/expose-diagnostics.ts'
import { applyPalette } from './theme/tokens.ts'

const BoardFace = lazy(() => import('./faces/board/board-face.tsx').then((m) => ({ default: m.BoardFace })))
const board = window.location.pathname.endsWith('/sources')
const page = document.documentElement
applyPalette(page.style)
const view = createViewStore(viewOf(window.location.search))
const wall = createWallStore()
const meter = new FrameMeter()
const feed = startWall({
  openSocket: socketIoPort(window.location.origin),
  clock: pageClock,
  sight: { hidden: pageHidden, onShown },
  calls: cityCalls,
  reload: () => window.location.reload(),
  wall,
  view,
  meter,
  wholeCity: !board,
})
const keeper = new DayKeeper(cityCalls, wall)

bindAddress(view, () => wall.getState().city?.code ?? '', window)
keeper.follow()
every(15_000, () => void keeper.readSeries())
every(5_000, () => void keeper.readCity())
if (!board) {
  const alarms = new AlarmKeeper({ wall, read: cityCalls.alarms, after })
  alarms.follow()
  every(5_000, () => alarms.refresh())
}
meter.start()
exposeDiagnostics({ wall, meter })
const speak = () => (page.lang = view.getState().lang === 'zh' ? 'zh-CN' : 'en')
speak()
view.subscribe(speak)

const root = document.getElementById('wall')
if (root === null) throw new Error('index.html has no #wall')
createRoot(root).render(
  <StoresContext value={{ wall, view }}>
    <MapFeedContext value={feed}>
      {board ? (
        <Suspense fallback={null}>
          <BoardFace />
        </Suspense>
      ) : (
        <DeskFace insets={feed.insets} />
      )}
    </MapFeedContext>
  </StoresContext>,
)
