import type { Page } from '@playwright/test'

/** CPU time of a page's main thread, whatever else the machine does. */
export interface MainThread {
  /** Milliseconds so far, by the thread's own clock. */
  cpuMs(): Promise<number>
  /** JS heap in use after two forced collections, bytes. */
  heapBytes(): Promise<number>
}

export async function mainThreadOf(page: Page): Promise<MainThread> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    async cpuMs() {
      const { metrics } = await devtools.send('Performance.getMetrics')
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
    },
    async heapBytes() {
      for (let n = 0; n < 2; n++) await devtools.send('HeapProfiler.collectGarbage')
      return (await devtools.send('Runtime.getHeapUsage')).usedSize
    },
  }
}
