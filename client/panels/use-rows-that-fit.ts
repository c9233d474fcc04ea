import { useLayoutEffect, useState, type RefObject } from 'react'

/** Rem a row of a list takes; lists show whole rows only and say how many are left out. */
const ROW_REM = 2.0625

/** How many whole rows the box holds; follows its size. */
export function useRowsThatFit(box: RefObject<HTMLElement | null>, wanted: number, rowRem = ROW_REM): number {
  const [fit, setFit] = useState(4)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const measure = () => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
      setFit(Math.max(1, Math.floor((element.clientHeight + 1) / (rowRem * rem))))
    }
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    measure()
    return () => watch.disconnect()
  }, [box, rowRem, wanted === 0])
  return fit
}
