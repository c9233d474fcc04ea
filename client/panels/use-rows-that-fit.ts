import { useLayoutEffect, useState, type RefObject } from 'react'

/** Rem the least row of a list takes; the same as in `.fit`. */
const ROW_REM = 1.9375

/** How many whole rows the box holds; follows its size. */
export function useRowsThatFit(box: RefObject<HTMLElement | null>): number {
  const [fit, setFit] = useState(4)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const measure = () => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
      setFit(Math.max(1, Math.floor((element.clientHeight + 1) / (ROW_REM * rem))))
    }
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    measure()
    return () => watch.disconnect()
  }, [box])
  return fit
}
