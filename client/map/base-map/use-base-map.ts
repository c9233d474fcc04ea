import { useEffect, type RefObject } from 'react'
import { usePanel } from '../../state/wall-store.ts'
import type { UnderMap } from './under-map.ts'

const BASE_MAP_FILE = 'city/base-map.pmtiles'

/** Loads the base map under a stage where the city has one; without one nothing of it is fetched. SC-M13 */
export function useBaseMap(
  box: RefObject<HTMLElement | null>,
  under: RefObject<UnderMap>,
  told: RefObject<{ readonly failed: (reason: string) => void }>,
): void {
  const isConfigured = usePanel(({ city }) => city?.baseMap !== undefined)
  useEffect(() => {
    const [place, stage] = [box.current, under.current]
    if (!isConfigured || place === null) return
    let isGone = false
    const failed = (reason: string) => told.current.failed(reason)
    import('./maplibre-base.ts').then(
      ({ BaseMap }) => {
        const url = new URL(BASE_MAP_FILE, document.baseURI).href
        if (!isGone) stage.lay(new BaseMap({ box: place, url, changed: () => stage.changed(), failed }))
      },
      (reason: unknown) => failed(String(reason)),
    )
    return () => {
      isGone = true
      stage.lay(undefined)
    }
  }, [isConfigured, box, under, told])
}
