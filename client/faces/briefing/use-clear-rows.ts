import { useLayoutEffect, type RefObject } from 'react'
import type { Span } from '../desk/visible-spans.ts'
import { longestSeen, stepDown } from './scene-on-wall.ts'

/** What of a scene stands whole on one screen, from top to bottom. */
const BLOCKS = '.scene > h2, .scene-sentence, .scene-figures > li, .compared-days'
const REST = '.scene-below'

const spanOf = (block: Element): Span => {
  const { top, bottom } = block.getBoundingClientRect()
  return { from: top, to: bottom }
}

/** Blocks that begin at the same height: one line of figures. */
function linesOf(blocks: readonly HTMLElement[]): HTMLElement[][] {
  const lines: HTMLElement[][] = []
  let top = Number.NaN
  for (const block of blocks) {
    const { from } = spanOf(block)
    if (Math.abs(from - top) < 1) lines.at(-1)?.push(block)
    else lines.push([block])
    top = from
  }
  return lines
}

function stepLine(line: readonly HTMLElement[], rows: readonly Span[]): void {
  const spans = line.map(spanOf)
  const whole = { from: Math.min(...spans.map(({ from }) => from)), to: Math.max(...spans.map(({ to }) => to)) }
  const down = stepDown(whole, rows)
  if (down > 0) for (const block of line) block.style.marginTop = `${down}px`
}

/** Moves the blocks of a page past the frames that run across it; lines above have moved before those below are measured. */
function clearRows(page: HTMLElement, rows: readonly Span[]): void {
  const blocks = [...page.querySelectorAll<HTMLElement>(BLOCKS)]
  const rest = page.querySelector<HTMLElement>(REST)
  for (const block of rest ? [...blocks, rest] : blocks) {
    block.style.marginTop = ''
    block.style.flex = ''
  }
  for (const line of linesOf(blocks)) stepLine(line, rows)
  if (rest === null) return
  const whole = spanOf(rest)
  const seen = longestSeen(whole, rows)
  rest.style.marginTop = `${seen.from - whole.from}px`
  rest.style.flex = `0 0 ${seen.to - seen.from}px`
}

/** Keeps the words of a scene clear of the frames between rows of screens, as they come and grow. SC-M11 */
export function useClearRows(page: RefObject<HTMLElement | null>, rows: readonly Span[] | undefined): void {
  useLayoutEffect(() => {
    const root = page.current
    if (root === null || rows === undefined) return undefined
    const sized = new ResizeObserver(() => clearRows(root, rows))
    const look = () => {
      sized.disconnect()
      for (const block of root.querySelectorAll(BLOCKS)) sized.observe(block)
      clearRows(root, rows)
    }
    const changed = new MutationObserver(look)
    changed.observe(root, { childList: true, subtree: true })
    look()
    return () => {
      changed.disconnect()
      sized.disconnect()
    }
  }, [page, rows])
}
