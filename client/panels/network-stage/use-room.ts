import { useLayoutEffect, useRef, useState } from 'react'

/** An element's own room in CSS pixels, followed as it changes; 0 before the first look. */
export function useRoom() {
  const box = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const look = () => {
      const { clientWidth: width, clientHeight: height } = element
      setRoom((was) => (was.width === width && was.height === height ? was : { width, height }))
    }
    const watch = new ResizeObserver(look)
    watch.observe(element)
    look()
    return () => watch.disconnect()
  }, [])
  return { box, ...room }
}
