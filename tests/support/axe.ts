import type { Page } from '@playwright/test'
import type { RunOptions, AxeResults } from 'axe-core'
import axe from 'axe-core'

const WCAG: RunOptions = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }

declare global {
  interface Window {
    axe?: { run(options: RunOptions): Promise<AxeResults> }
  }
}

/** What of WCAG 2.2 AA the page breaks, one line a place: rule, element, what is wrong. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe.source)
  const found = await page.evaluate(async (options) => {
    const { violations } = (await window.axe?.run(options)) ?? { violations: [] }
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any, all, none }) => ({
        id,
        html,
        why: [...any, ...all, ...none].map(({ message }) => message).join('; '),
      })),
    )
  }, WCAG)
  return found.map(({ id, html, why }) => `${id}: ${html.slice(0, 160)} (${why.slice(0, 160)})`)
}
