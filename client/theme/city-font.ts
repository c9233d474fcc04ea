import { useEffect } from 'react'

/** Named in `FACES` after the shipped face: asked for only where a character is in no face before it. */
const FACE = 'Gridwall City'
const FILE = 'city/font.woff2'

/** Offers the pack's own font to all text of the page, while a pack brings one. CP15 */
export function useCityFont(isBrought: boolean): void {
  useEffect(() => {
    if (!isBrought) return
    const source = `url("${new URL(FILE, document.baseURI).href}")`
    const face = new FontFace(FACE, source, { weight: '100 900', display: 'swap' })
    document.fonts.add(face)
    return () => {
      document.fonts.delete(face)
    }
  }, [isBrought])
}
