import type { Logger } from '../observe/logger.ts'

const LONGEST_STOP_MS = 5_000

/** SIGTERM and SIGINT end the server cleanly with exit code 0; a stop that takes over 5 s ends it with 1. OP6 */
export function stopOnSignal(server: { stop(): Promise<void> }, logger: Logger): void {
  let stopping = false
  const stop = (signal: string): void => {
    if (stopping) return
    stopping = true
    logger.info({ signal }, 'stopping')
    const late = setTimeout(() => {
      logger.error('the stop took more than 5 s and was cut short; everything acknowledged is in the log')
      process.exit(1)
    }, LONGEST_STOP_MS)
    server.stop().then(
      () => {
        clearTimeout(late)
        logger.info('stopped')
        process.exit(0)
      },
      (reason: unknown) => {
        logger.error({ reason: String(reason) }, 'the stop failed; everything acknowledged is in the log')
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal))
}
