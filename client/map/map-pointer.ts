/** What a hand or a key asks of the map, in CSS pixels of its box. */
export interface PointerTasks {
  hover(x: number, y: number): void
  leave(): void
  select(x: number, y: number): void
  drill(x: number, y: number): void
  /** Enter on the map: go to what is selected. */
  enter(): void
}

const CLICK_SLACK_PX = 5

/** Listens on the map's box; returns the way out. Dragging and the wheel belong to deck's controller. */
export function listenToPointer(box: HTMLElement, tasks: PointerTasks): () => void {
  const off = new AbortController()
  const { signal } = off
  let down: readonly [number, number] | undefined
  const at = (event: MouseEvent): readonly [number, number] => {
    const edge = box.getBoundingClientRect()
    return [event.clientX - edge.left, event.clientY - edge.top]
  }
  const isClick = (event: MouseEvent) =>
    down !== undefined && Math.hypot(event.clientX - down[0], event.clientY - down[1]) <= CLICK_SLACK_PX
  box.addEventListener('pointerdown', (event) => (down = [event.clientX, event.clientY]), { signal, capture: true })
  box.addEventListener('pointermove', (event) => event.buttons === 0 && tasks.hover(...at(event)), { signal })
  box.addEventListener('pointerleave', () => tasks.leave(), { signal })
  box.addEventListener('click', (event) => isClick(event) && tasks.select(...at(event)), { signal })
  box.addEventListener('dblclick', (event) => tasks.drill(...at(event)), { signal })
  box.addEventListener('keydown', (event) => event.key === 'Enter' && tasks.enter(), { signal })
  return () => off.abort()
}
