import { lazy, Suspense, useState } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { sayIn } from '../../i18n/words.ts'
import type { CityPart } from '../../map/city-part.ts'
import { laterMapStage } from '../../map/later-map-stage.ts'
import { DeadManSheet } from '../../observe/dead-man-sheet.tsx'
import { LegendPanel } from '../../panels/legend/legend-panel.tsx'
import { useLang } from '../../state/wall-store.ts'
import { frameLife } from '../desk/life.ts'

const MapStage = lazy(laterMapStage)

/** The map beside a scene with its legend; it stays while scenes come and go. */
export function SceneMap({ part }: { readonly part?: CityPart | undefined }) {
  const say = sayIn(useLang())
  const [fault, setFault] = useState<string>()
  return (
    <div className="scene-map">
      <div className="scene-stage">
        <ErrorBoundary fallback={<p className="stage-words">{say('map.error')}</p>}>
          <Suspense fallback={<p className="stage-words">{say('map.loading')}</p>}>
            <MapStage failed={setFault} part={part} />
            <DeadManSheet life={frameLife} overMap title={say('gl.frozen')} />
          </Suspense>
        </ErrorBoundary>
        {fault !== undefined && <p className="stage-fault">{`${say('map.error')} · ${fault}`}</p>}
      </div>
      <LegendPanel />
    </div>
  )
}
