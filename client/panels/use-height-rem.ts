import { useLayoutEffect, useState, type RefObject } from 'react'

/** Height of a box in rem, followed as it changes. */
export function useHeightRem(box: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(8)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const measure = () => setHeight(element.clientHeight / parseFloat(getComputedStyle(document.documentElement).fontSize))
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    measure()
    return () => watch.disconnect()
  }, [box])
  return height
}
