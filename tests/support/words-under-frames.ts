import type { Page } from '@playwright/test'

/** Words of the page of which a frame of the wall hides a part: with `columns` × `rows` screens and `px` hidden between two. */
export function wordsUnderFrames(page: Page, wall: { columns: number; rows: number; px: number }): Promise<readonly string[]> {
  return page.evaluate(({ columns, rows, px }) => {
    const strips = (screens: number, length: number) =>
      Array.from({ length: screens - 1 }, (_, n) => ((n + 1) * length) / screens).map((at) => [at - px / 2, at + px / 2] as const)
    const [xs, ys] = [strips(columns, innerWidth), strips(rows, innerHeight)]
    const hides = (low: number, high: number, list: typeof xs) => list.some(([from, to]) => low < to && high > from)
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let text = walk.nextNode(); text !== null; text = walk.nextNode()) {
      const box = text.parentElement
      if (!text.textContent?.trim() || box === null || box.closest('.unseen, .watermark') || !box.checkVisibility()) continue
      const range = document.createRange()
      range.selectNodeContents(text)
      // What is scrolled out of sight is under nothing.
      const own = (box.closest('.sheet-scroll') ?? box).getBoundingClientRect()
      const under = [...range.getClientRects()].some(
        ({ left, right, top, bottom }) =>
          hides(Math.max(left, own.left), Math.min(right, own.right), xs) ||
          hides(Math.max(top, own.top), Math.min(bottom, own.bottom), ys),
      )
      if (under) found.push(text.textContent.trim())
    }
    return found
  }, wall)
}
