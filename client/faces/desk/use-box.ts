import { useLayoutEffect, useState, type RefObject } from 'react'

/** Width and height of an element in CSS pixels, followed as they change; undefined before the first look. */
export function useBox(element: RefObject<HTMLElement | null>): readonly [number, number] | undefined {
  const [box, setBox] = useState<readonly [number, number]>()
  useLayoutEffect(() => {
    const target = element.current
    if (target === null) return undefined
    const look = () =>
      setBox((was) =>
        was?.[0] === target.clientWidth && was[1] === target.clientHeight ? was : [target.clientWidth, target.clientHeight],
      )
    const watch = new ResizeObserver(look)
    watch.observe(target)
    look()
    return () => watch.disconnect()
  }, [element])
  return box
}
