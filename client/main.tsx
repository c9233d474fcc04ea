import { lazy, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import './theme/base.css'
import './theme/desk.css'
import './theme/stage.css'
import './theme/panels.css'
import './theme/panel-lists.css'
import './theme/sheets.css'
import { learnEnglish } from './i18n/words.ts'
import { pageClock, socketIoPort } from './connection/socket-io-port.ts'
import { DeskFace, deskFirstSight } from './faces/desk/desk-face.tsx'
import { FrameMeter } from './observe/frame-meter.ts'
import { onShown, pageHidden } from './observe/page-visibility.ts'
import { after, every } from './observe/timers.ts'
import { AlarmKeeper } from './state/alarm-keeper.ts'
import { bindAddress } from './state/address.ts'
import { cityCalls } from './state/city-calls.ts'
import { keptLayout } from './state/own-layout.ts'
import { DayKeeper } from './state/day-keeper.ts'
import { laterMapStage } from './map/later-map-stage.ts'
import { MapFeedContext } from './state/map-feed.ts'
import { viewOf } from './state/view.ts'
import { createViewStore } from './state/view-store.ts'
import { createWallStore, StoresContext } from './state/wall-store.ts'
import { PUBLIC_SIGHT, STAFF_SIGHT } from './state/scopes.ts'
import { startWall } from './state/start-wall.ts'
import { exposeDiagnostics } from './state/expose-diagnostics.ts'
import { applyPalette } from './theme/tokens.ts'
import { lasting } from './observe/lasting-import.ts'

/** A face that has a map: both come at the same time. */
function besideMap<T>(face: Promise<T>): Promise<T> {
  void laterMapStage()
  return face
}

/** Faces beside the desk, by the last word of the address. */
const FACES = {
  sources: lazy(lasting(() => import('./faces/board/board-face.tsx').then((m) => ({ default: m.BoardFace })))),
  briefing: lazy(
    lasting(() => besideMap(import('./faces/briefing/briefing-face.tsx')).then((m) => ({ default: m.BriefingFace }))),
  ),
  kiosk: lazy(lasting(() => besideMap(import('./faces/kiosk/kiosk-face.tsx')).then((m) => ({ default: m.KioskFace })))),
}
/** A screen that has not spoken for a minute is missing on the fleet page. */
const REPORT_EVERY_MS = 15_000
/** A desk shows what it has after this long, whatever is still on its way. */
const FIRST_SIGHT_WITHIN_MS = 1_500
const asked = window.location.pathname.split('/').at(-1) ?? ''
const page = document.documentElement
const root = document.getElementById('wall')
if (root === null) throw new Error('index.html has no #wall')
applyPalette(page.style)

/** A wall of one face: opens the line and shows what comes. */
async function showWall(face: 'desk' | keyof typeof FACES, root: HTMLElement): Promise<void> {
  const view = createViewStore(viewOf(window.location.search))
  const wall = createWallStore()
  const meter = new FrameMeter()
  // An unattended screen stands in public unless its address says otherwise.
  const isPublic = face === 'kiosk' && new URLSearchParams(window.location.search).get('audience') !== 'staff'
  const MAPS = { sources: 'none', kiosk: { node: view.getState().node }, briefing: 'city', desk: 'city' } as const
  const feed = startWall({
    openSocket: socketIoPort(document.baseURI),
    clock: pageClock,
    sight: { hidden: pageHidden, onShown },
    calls: cityCalls,
    // The server sends a page without anybody signed in to where that is done.
    onSignIn: () => window.location.reload(),
    reload: face === 'kiosk' || face === 'briefing' ? () => wall.setState({ newer: true }) : () => window.location.reload(),
    wall,
    view,
    meter,
    map: MAPS[face],
    scopeSight: isPublic ? PUBLIC_SIGHT : STAFF_SIGHT,
  })
  const keeper = new DayKeeper(isPublic ? { ...cityCalls, events: () => Promise.resolve([]) } : cityCalls, wall)

  // An unattended screen, a kept briefing and a tablet keep the address they were given.
  const keepsAddress = face === 'kiosk' || /[?&](kept|remote)=/.test(window.location.search)
  if (!keepsAddress) bindAddress(view, () => wall.getState().city?.code ?? '', window)
  keeper.follow()
  const isLive = () => view.getState().frozenSeq === undefined
  every(15_000, () => isLive() && void keeper.readSeries())
  every(5_000, () => isLive() && void keeper.readCity())
  if (face === 'desk') {
    view.act.arrange(keptLayout())
    void import('./state/desk-windows.ts').then(({ joinDesk }) => joinDesk(view))
    const alarms = new AlarmKeeper({ wall, read: cityCalls.alarms, after })
    alarms.follow()
    every(5_000, () => alarms.refresh())
  }
  meter.start()
  exposeDiagnostics({ wall, meter })
  every(REPORT_EVERY_MS, () => void import('./observe/report-screen.ts').then((m) => m.reportScreen(face, feed)))
  const speak = () => (page.lang = view.getState().lang === 'zh' ? 'zh-CN' : 'en')
  speak()
  view.subscribe(speak)

  const Other = face === 'desk' ? undefined : FACES[face]
  if (Other === undefined)
    await Promise.race([deskFirstSight(view.getState().part), new Promise<void>((go) => after(FIRST_SIGHT_WITHIN_MS, go))])
  createRoot(root).render(
    <StoresContext value={{ wall, view }}>
      <MapFeedContext value={feed}>
        {Other === undefined ? (
          <DeskFace insets={feed.insets} />
        ) : (
          <Suspense fallback={null}>
            <Other />
          </Suspense>
        )}
      </MapFeedContext>
    </StoresContext>,
  )
}

async function show(root: HTMLElement): Promise<void> {
  const english = learnEnglish().catch(() => undefined)
  if (viewOf(window.location.search).lang === 'en') await english
  if (asked === 'sign-in' || asked === 'admin' || asked === 'fleet' || asked === 'enrol') {
    const { showAccessPage } = await import('./faces/access/access-page.tsx')
    showAccessPage(asked, root)
  } else await showWall(asked in FACES ? (asked as keyof typeof FACES) : 'desk', root)
}

void show(root)
